using System.Runtime.ExceptionServices;

namespace AwsHistory.Data.Content;

/// <summary>Work on many files at once.</summary>
internal static class SideBySide
{
    /// <summary>Does something for each number from 0; what goes wrong in one is thrown as it is, without the wrapping of the framework's own loop.</summary>
    public static void For(int count, Action<int> body, CancellationToken cancellation = default)
    {
        try
        {
            Parallel.For(0, count, new ParallelOptions { CancellationToken = cancellation }, body);
        }
        catch (AggregateException e)
        {
            ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
        }
    }
}
