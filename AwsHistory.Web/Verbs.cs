using System.Security.Cryptography;
using System.Text;
using AwsHistory.Data;
using AwsHistory.Data.Content;
using AwsHistory.Web.Export;
using AwsHistory.Web.Hosting;

namespace AwsHistory.Web;

/// <summary>What the program does on the command line. Each verb returns the exit code.</summary>
internal static class Verbs
{
    public static int Check(DirectoryInfo? folder, bool all, CancellationToken cancellation)
    {
        try
        {
            var watch = System.Diagnostics.Stopwatch.StartNew();
            var findings = new List<Diagnostic>();
            var set = new ContentCompiler().Compile(new ContentFolder(ContentPath(folder)).Read(findings, cancellation), findings, cancellation: cancellation);
            var compiled = set.CompileAll(cancellation);
            var found = set.Findings.Concat(compiled.SelectMany(result => result.Findings)).Order().ToList();
            foreach (var finding in found.Where(finding => all || finding.Rule.Severity > Severity.Info)) Console.WriteLine(finding);
            Console.WriteLine(Summary.Of(set, [.. compiled.Select(result => result.Page)], found, watch.Elapsed));
            return found.Exists(finding => finding.Rule.Severity == Severity.Error) ? 1 : 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Fail(e.Message);
        }
    }

    public static int Citations(DirectoryInfo? folder, bool fix, FileInfo? answers, CancellationToken cancellation)
    {
        try
        {
            if (answers is not null && !fix) return Fail("--answers goes with --fix");
            if (fix && answers is null && Console.IsInputRedirected) return Fail("--fix asks on a terminal; where there is none, name a file of accepted answers with --answers");
            var content = new ContentFolder(ContentPath(folder));
            var review = CitationReview.Of(content, cancellation);
            foreach (var error in review.Errors) Console.WriteLine(error);
            if (!fix) review.List(Console.Out);
            else if (answers is not null) review.Accept(File.ReadLines(answers.FullName), answers.Name, Console.Out);
            else review.Ask(Console.In, Console.Out);
            return review.Errors.Count > 0 ? 1 : 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException)
        {
            return Fail(e.Message);
        }
    }

    public static int Build(DirectoryInfo? folder, FileInfo output, CancellationToken cancellation)
    {
        try
        {
            using var library = new Library(ContentPath(folder), output.DirectoryName!);
            var set = library.ReadContent(cancellation);
            var result = ProgressBar.OfBuild(progress => DatabaseBuilder.Build(set, output.FullName, null, progress, cancellation));
            Console.WriteLine($"{output.FullName}: {result.Pages} pages, {output.Length / 1024.0 / 1024.0:0.0} MB");
            return 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Fail(e.Message);
        }
    }

    public static async Task<int> Export(DirectoryInfo folder, string baseUrl, DirectoryInfo? content, DirectoryInfo? data, CancellationToken cancellation)
    {
        if (StaticCopy.Read(baseUrl) is not { } copy) return Fail("--base-url is to be a scheme and a host, such as https://example.org: the links of the site begin at the root");
        try
        {
            var from = ContentPath(content);
            using var library = new Library(from, data?.FullName ?? DataPath(from));
            library.TryOpenLast();
            ProgressBar.OfBuild(progress => library.Build(progress, cancellation));
            var result = await ProgressBar.OfExportAsync(progress => StaticExport.RunAsync(library, copy, folder.FullName, progress, cancellation));
            foreach (var missing in result.Missing) Console.Error.WriteLine($"warning: {missing} is linked and leads nowhere");
            Console.WriteLine($"{folder.FullName}: {result.Written} files written, {result.Unchanged} unchanged, {result.Removed} removed, in {result.Time.TotalSeconds:0.0} s");
            return 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Fail(e.Message);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return Fail("the export was stopped; what is written stays, and the same command goes on");
        }
    }

    public static async Task<int> Serve(DirectoryInfo? content, DirectoryInfo? data, string[] settings, CancellationToken cancellation)
    {
        try
        {
            var folder = ContentPath(content);
            using var library = new Library(folder, data?.FullName ?? DataPath(folder));
            // What is slow at a start is compiling; it goes on beside the reading, and readers who come early wait for the first page.
            _ = Task.Run(Library.WarmUpAsync, cancellation);
            var isJson = LogsAreJson(settings);
            var isOpen = library.TryOpenLast();
            var building = isOpen ? null : Task.Run(() => isJson ? library.Build(null, cancellation)
                : ProgressBar.OfBuild(progress => library.Build(progress, cancellation)), cancellation);
            await using var app = Site.Create(library, settings);
            try
            {
                await ListenAsync(app, cancellation);
                if (building is not null) await building;
            }
            catch
            {
                // To a host that is disposed of without having been told to stop, the end of its services is a fault, which it would print.
                app.Lifetime.StopApplication();
                throw;
            }

            if (isJson) app.Logger.LogInformation("AWS History is at {Addresses}", string.Join(" and ", app.Urls));
            else Console.WriteLine($"AWS History is at {string.Join(" and ", app.Urls)}");
            return await UntilStopped(app, cancellation);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Fail(e.Message);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return 0;
        }
    }

    /// <exception cref="IOException">There is no listening at one of the addresses, for whatever reason; in one line.</exception>
    private static async Task ListenAsync(WebApplication app, CancellationToken cancellation)
    {
        try
        {
            await app.StartAsync(cancellation);
        }
        catch (Exception e) when (e is FormatException or ArgumentException or InvalidOperationException or System.Net.Sockets.SocketException)
        {
            // The server has an exception of its own for a port in use alone, which names the address.
            throw new IOException($"cannot listen at {app.Configuration["urls"] ?? "the addresses of the settings"}: {e.Message.Split('\n')[0].TrimEnd()}", e);
        }
    }

    /// <summary>The host stops in the same way when it is asked to and when a service of it fails; those who started us must know which.</summary>
    internal static async Task<int> UntilStopped(IHost host, CancellationToken cancellation)
    {
        await host.WaitForShutdownAsync(cancellation);
        var fault = host.Services.GetServices<IHostedService>().OfType<BackgroundService>()
            .Select(service => service.ExecuteTask?.Exception?.GetBaseException()).FirstOrDefault(fault => fault is not null);
        return fault is null ? 0 : Fail($"stopped by a fault: {fault.Message}");
    }

    public static async Task<int> Ask(string? urls, CancellationToken cancellation) => await Health.AskAsync(urls, cancellation) is { } wrong ? Fail(wrong) : 0;

    public static int Fail(string message)
    {
        Console.Error.WriteLine("error: " + message);
        return 1;
    }

    /// <summary>Whether a program reads what is printed; then each line is to be a record, and no bar is drawn.</summary>
    private static bool LogsAreJson(string[] settings) =>
        string.Equals(new ConfigurationBuilder().AddEnvironmentVariables().AddCommandLine(settings)
            .Build()["Logging:Console:FormatterName"], "json", StringComparison.OrdinalIgnoreCase);

    /// <summary>The folder that was named, or <c>content/</c> in the working folder or above, or beside the program or above.</summary>
    private static string ContentPath(DirectoryInfo? named)
    {
        if (named is not null) return named.Exists ? named.FullName : throw new DirectoryNotFoundException($"no content folder at {named.FullName}");
        foreach (var start in (ReadOnlySpan<string>)[Environment.CurrentDirectory, AppContext.BaseDirectory])
            for (var at = new DirectoryInfo(start); at is not null; at = at.Parent)
                if (Directory.Exists(Path.Combine(at.FullName, "content"))) return Path.Combine(at.FullName, "content");
        throw new DirectoryNotFoundException("no folder content/ here or above; name one with --content");
    }

    /// <summary>Each content folder has a data folder of its own, so that two libraries never meet.</summary>
    private static string DataPath(string content)
    {
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(content));
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(full)))[..8];
        return Path.Combine(AppContext.BaseDirectory, "data", $"{Path.GetFileName(full)}-{hash}");
    }
}
