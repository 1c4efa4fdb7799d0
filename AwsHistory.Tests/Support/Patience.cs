using System.Runtime.CompilerServices;
using Bunit;
using Microsoft.Playwright;

namespace AwsHistory.Tests.Support;

/// <summary>What is waited for takes milliseconds; a machine that does other work too may take long over it.</summary>
internal static class Patience
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    [ModuleInitializer]
    internal static void Begin()
    {
        BunitContext.DefaultWaitTimeout = Limit;
        Assertions.SetDefaultExpectTimeout((float)Limit.TotalMilliseconds);
    }

    /// <summary>Waits until something holds, or fails.</summary>
    public static async Task UntilAsync(Func<Task<bool>> holds)
    {
        var end = Environment.TickCount64 + (long)Limit.TotalMilliseconds;
        while (!await holds())
        {
            Assert.True(Environment.TickCount64 < end, "it did not happen within a minute");
            await Task.Delay(50);
        }
    }
}
