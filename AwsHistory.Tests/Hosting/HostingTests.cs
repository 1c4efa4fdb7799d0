using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using AwsHistory.Data;
using AwsHistory.Tests.Support;
using AwsHistory.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace AwsHistory.Tests.Hosting;

/// <summary>What those who run the program ask of it.</summary>
public sealed partial class HostingTests : IDisposable
{
    private readonly TemporaryFolder content = new(), data = new();

    public HostingTests() => content.Write("articles/a.md", "---\ntitle: A\n---\nText.\n");

    [Fact]
    public async Task It_lives_before_it_is_ready_and_no_answer_is_kept()
    {
        using var library = new Library(content.Path, data.Path);
        await using var app = Site.Create(library, ["--urls=http://127.0.0.1:0", "--Logging:LogLevel:Default=Warning"]);
        await app.StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable), (await StatusAsync("/healthz"), await StatusAsync("/readyz")));
        library.Build();
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (await StatusAsync("/healthz"), await StatusAsync("/readyz")));

        async Task<HttpStatusCode> StatusAsync(string path)
        {
            using var response = await client.GetAsync(path);
            Assert.True(response.Headers.CacheControl!.NoStore);
            return response.StatusCode;
        }
    }

    [Fact]
    public async Task The_verb_of_the_container_exits_with_what_it_hears()
    {
        using var library = new Library(content.Path, data.Path);
        library.Build();
        await using var app = Site.Create(library, ["--urls=http://127.0.0.1:0", "--Logging:LogLevel:Default=Warning"]);
        await app.StartAsync();
        var port = new Uri(app.Urls.First()).Port;
        Assert.Equal((0, "", ""), await AskAsync(("ASPNETCORE_URLS", null), "health", "--urls", $"http://127.0.0.1:{port}"));
        Assert.Equal((0, "", ""), await AskAsync(("ASPNETCORE_URLS", $"http://0.0.0.0:{port};http://[::]:1"), "health"));
        await app.StopAsync();
        var gone = await AskAsync(("ASPNETCORE_URLS", null), "health", "--urls", $"http://127.0.0.1:{port}");
        Assert.Equal(1, gone.Exit);
        Assert.StartsWith($"error: http://127.0.0.1:{port}/healthz", Assert.Single(gone.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)),
            StringComparison.Ordinal);
        Assert.Equal(1, (await AskAsync(("ASPNETCORE_URLS", null), "health", "--urls", "nonsense")).Exit);
    }

    [Fact]
    public async Task Traces_and_metrics_go_where_the_standard_setting_says_and_the_health_is_none_of_them()
    {
        var received = new ConcurrentDictionary<string, StringBuilder>();
        await using var collector = Collector(received);
        await collector.StartAsync();
        using var library = new Library(content.Path, data.Path);
        library.Build();
        await using (var app = Site.Create(library, ["--urls=http://127.0.0.1:0", "--Logging:LogLevel:Default=Warning",
            $"--OTEL_EXPORTER_OTLP_ENDPOINT={collector.Urls.First()}", "--OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf"]))
        {
            await app.StartAsync();
            using var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
            using var page = await client.GetAsync("/articles/a");
            using var health = await client.GetAsync("/healthz");
            await app.StopAsync();
        }

        var (traces, metrics) = (received["/v1/traces"].ToString(), received["/v1/metrics"].ToString());
        Assert.Contains("/articles/", traces, StringComparison.Ordinal);
        Assert.Contains("aws-history", traces, StringComparison.Ordinal);
        Assert.DoesNotContain("healthz", traces, StringComparison.Ordinal);
        Assert.Contains("http.server.request.duration", metrics, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_the_setting_no_telemetry_is_loaded()
    {
        using var process = Start(("OTEL_EXPORTER_OTLP_ENDPOINT", null), "--content", content.Path, "--data", data.Path, "--urls", "http://127.0.0.1:0");
        try
        {
            Assert.Matches("AWS History is at http", await LineAsync(process, "AWS History is at"));
            Assert.SkipUnless(OperatingSystem.IsLinux(), "what a process has loaded is read from /proc");
            Assert.DoesNotContain("OpenTelemetry", File.ReadAllText($"/proc/{process.Id}/maps"), StringComparison.Ordinal);
            Assert.Contains("AwsHistory.Web.dll", File.ReadAllText($"/proc/{process.Id}/maps"), StringComparison.Ordinal);
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
    }

    [Fact]
    public async Task With_one_setting_each_line_that_is_printed_is_a_record()
    {
        using var process = Start(("Logging__Console__FormatterName", "json"), "--content", content.Path, "--data", data.Path, "--urls", "http://127.0.0.1:0");
        var lines = new List<string>();
        try
        {
            while (lines.Count == 0 || !lines[^1].Contains("AWS History is at", StringComparison.Ordinal)) lines.Add(await process.StandardOutput.ReadLineAsync()
                .WaitAsync(TimeSpan.FromMinutes(3)) ?? throw new EndOfStreamException());
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
        }

        Assert.All(lines, line =>
        {
            using var record = JsonDocument.Parse(line);
            Assert.False(string.IsNullOrEmpty(record.RootElement.GetProperty("Message").GetString()));
            Assert.Contains(record.RootElement.GetProperty("LogLevel").GetString(), (string[])["Information", "Warning"]); // a warning where there is no home folder
        });
    }

    [Fact]
    public async Task Behind_a_proxy_that_ends_tls_every_address_is_the_one_readers_have()
    {
        using var library = new Library(content.Path, data.Path);
        library.Build();
        await using var app = Site.Create(library, ["--urls=http://127.0.0.1:0", "--Logging:LogLevel:Default=Warning", "--ForwardedHeaders_Enabled=true"]);
        await app.StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/articles/a");
        request.Headers.Host = "history.example";
        request.Headers.Add("X-Forwarded-Proto", "https");
        using var response = await client.SendAsync(request);
        var page = Html.Parse(await response.Content.ReadAsStringAsync());
        Assert.Equal("https://history.example/articles/a", page.QuerySelector("link[rel=canonical]")!.GetAttribute("href"));
        foreach (var file in (string[])["Dockerfile", "aws-history.service"])
            Assert.Contains("ASPNETCORE_FORWARDEDHEADERS_ENABLED=true", File.ReadAllText(Path.Combine(Paths.Root, "AwsHistory.Web", "Hosting", file)), StringComparison.Ordinal);
    }

    [Fact]
    public void The_image_starts_the_program_with_its_own_verbs_and_the_unit_is_one_systemd_knows()
    {
        var folder = Path.Combine(Paths.Root, "AwsHistory.Web", "Hosting");
        var docker = File.ReadAllText(Path.Combine(folder, "Dockerfile"));
        foreach (var copied in CopiedFile().Matches(docker).SelectMany(match => match.Groups[1].Value.Split(' ')))
            Assert.True(Path.Exists(Path.Combine(Paths.Root, copied)), copied);
        Assert.Matches("(?m)^USER \\$APP_UID$", docker);
        Assert.Contains("HEALTHCHECK", docker, StringComparison.Ordinal);
        Assert.SkipUnless(File.Exists("/usr/bin/systemd-analyze"), "no systemd-analyze to check the unit with");
        var start = new ProcessStartInfo("/usr/bin/systemd-analyze") { RedirectStandardError = true, UseShellExecute = false };
        foreach (var argument in new[] { "verify", "--man=no", Path.Combine(folder, "aws-history.service") }) start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        // What it complains of beside the unit itself is this machine's: a program that is not at /usr/bin/dotnet here.
        var complaints = process.StandardError.ReadToEnd().Split('\n')
            .Where(line => line.Contains("aws-history.service", StringComparison.Ordinal) && !line.Contains("is not executable", StringComparison.Ordinal));
        Assert.Empty(complaints);
    }

    public void Dispose()
    {
        content.Dispose();
        data.Dispose();
    }

    private static WebApplication Collector(ConcurrentDictionary<string, StringBuilder> received)
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Run(async context =>
        {
            using var reader = new StreamReader(context.Request.Body, Encoding.Latin1);
            var body = await reader.ReadToEndAsync();
            lock (received) received.GetOrAdd(context.Request.Path.Value!, _ => new()).Append(body);
        });
        return app;
    }

    private static async Task<(int Exit, string Output, string Error)> AskAsync((string, string?) setting, params string[] arguments)
    {
        using var process = Start(setting, arguments);
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync(new CancellationTokenSource(TimeSpan.FromMinutes(3)).Token);
        return (process.ExitCode, await output, await error);
    }

    private static async Task<string> LineAsync(Process process, string with)
    {
        while (await process.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromMinutes(3)) is { } line)
            if (line.Contains(with, StringComparison.Ordinal)) return line;
        throw new EndOfStreamException();
    }

    private static Process Start((string Name, string? Value) setting, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var argument in arguments.Prepend(Path.Combine(AppContext.BaseDirectory, "AwsHistory.Web.dll"))) start.ArgumentList.Add(argument);
        start.Environment[setting.Name] = setting.Value;
        return Process.Start(start)!;
    }

    [GeneratedRegex(@"(?m)^COPY ((?!--from).*) \S+$")]
    private static partial Regex CopiedFile();
}
