using AwsHistory.Tests.Support;
using Microsoft.Playwright;

namespace AwsHistory.Tests.Browser;

/// <summary>
/// How soon pages are there and how quiet they stay, on a slow device and a slow network: four times less processor, round trips
/// of 150 ms, 1.6 Mbit/s. Run by hand: see README.md. The limits are those the site is held to.
/// </summary>
public class VitalsBenchmark(SiteFixture site, BrowserFixture browser, ITestOutputHelper output)
{
    private const int Rounds = 3, MaxLargestPaint = 1000, MaxBlocking = 50, MaxKilobytes = 100;

    private const double MaxShift = 0.02;

    private const string Watch = """
        Object.assign(window, { largest: 0, shift: 0, blocking: 0 });
        const watch = (type, take) => new PerformanceObserver(list => list.getEntries().forEach(take)).observe({ type, buffered: true });
        watch('largest-contentful-paint', entry => { largest = entry.startTime; });
        watch('layout-shift', entry => { if (!entry.hadRecentInput) shift += entry.value; });
        watch('longtask', entry => { blocking += Math.max(0, entry.duration - 50); });
        """;

    private static readonly string[] Paths =
        ["/", "/articles/the-spare-capacity-myth", "/timeline", "/people/andy-jassy", "/claims/excess-capacity-story", "/search?q=jassy", "/services/s3",
            "/videos/acquired-aws"];

    [Fact(Explicit = true)]
    public async Task Pages_on_a_slow_device_and_network()
    {
        var over = new List<string>();
        foreach (var path in Paths)
        {
            // The program's own first steps are no matter of the page.
            await site.Client.GetStringAsync(path);
            var rounds = new List<Vitals>();
            for (var round = 0; round < Rounds; round++) rounds.Add(await MeasureAsync(path));
            var median = rounds.OrderBy(vitals => vitals.LargestPaint).ElementAt(Rounds / 2);
            var line = $"{path}: largest paint {median.LargestPaint:0} ms, shift {median.Shift:0.000}, blocking {median.Blocking:0} ms, {median.Kilobytes:0} kB, {median.Requests} requests";
            output.WriteLine(line);
            Console.WriteLine(line);
            if (median.LargestPaint > MaxLargestPaint || median.Shift > MaxShift || median.Blocking > MaxBlocking || median.Kilobytes > MaxKilobytes) over.Add(line);
        }

        Assert.Empty(over);
    }

    private async Task<Vitals> MeasureAsync(string path)
    {
        await using var reader = await browser.OpenAsync(site, width: 1350);
        var session = await reader.Page.Context.NewCDPSessionAsync(reader.Page);
        var (bytes, requests) = (0.0, 0);
        session.Event("Network.loadingFinished").OnEvent += (_, data) =>
        {
            bytes += data!.Value.GetProperty("encodedDataLength").GetDouble();
            requests++;
        };
        await session.SendAsync("Network.enable");
        await session.SendAsync("Network.emulateNetworkConditions",
            new() { ["offline"] = false, ["latency"] = 150, ["downloadThroughput"] = 1.6 * 1024 * 1024 / 8, ["uploadThroughput"] = 750 * 1024 / 8 });
        await session.SendAsync("Emulation.setCPUThrottlingRate", new() { ["rate"] = 4 });
        await reader.Page.AddInitScriptAsync(Watch);
        await reader.Page.GotoAsync(path, new() { WaitUntil = WaitUntilState.Load, Timeout = 60_000 });
        await Task.Delay(3000, TestContext.Current.CancellationToken);
        var measured = await reader.Page.EvaluateAsync<double[]>("[largest, shift, blocking]");
        return new(measured[0], measured[1], measured[2], bytes / 1024, requests);
    }

    private sealed record Vitals(double LargestPaint, double Shift, double Blocking, double Kilobytes, int Requests);
}
