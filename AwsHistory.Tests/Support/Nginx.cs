using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace AwsHistory.Tests.Support;

/// <summary>
/// The nginx of the system, serving a folder as README says. Where there is none the tests that need it are skipped with that reason,
/// unless <c>REQUIRE_NGINX=1</c> makes that a failure.
/// </summary>
internal sealed partial class Nginx : IAsyncDisposable
{
    private static readonly string[] Usual = ["/usr/sbin/nginx", "/usr/local/sbin/nginx", "/usr/local/bin/nginx", "/opt/homebrew/bin/nginx"];

    private static readonly string[] Kept = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];

    private readonly TemporaryFolder own = new();
    private readonly Process process;

    private Nginx(string program, string folder)
    {
        int port;
        using (var free = new TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            port = ((IPEndPoint)free.LocalEndpoint).Port;
        }

        Address = new($"http://127.0.0.1:{port}");
        Client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = Address };
        var lines = Block().Match(File.ReadAllText(Path.Combine(Paths.Root, "README.md"))).Groups[1].Value.Replace("/srv/history", folder, StringComparison.Ordinal);
        var paths = string.Concat(Kept.Select(name => $"  {name}_temp_path {own[name]};\n"));
        own.Write("nginx.conf", $"daemon off;\nmaster_process off;\npid {own["pid"]};\nevents {{}}\nhttp {{\n  access_log off;\n  include /etc/nginx/mime.types;\n{paths}  server {{\n    listen 127.0.0.1:{port};\n{lines}\n  }}\n}}\n");
        var start = new ProcessStartInfo(program) { RedirectStandardError = true, UseShellExecute = false };
        foreach (var argument in new[] { "-p", own.Path, "-e", "stderr", "-c", own["nginx.conf"] }) start.ArgumentList.Add(argument);
        process = Process.Start(start)!;
        process.BeginErrorReadLine();
    }

    public Uri Address { get; }

    public HttpClient Client { get; }

    public static async Task<Nginx> ServeAsync(string folder)
    {
        const string missing = "no nginx; install it (nginx-light of Debian is enough)";
        var program = Usual.FirstOrDefault(File.Exists);
        if (program is null && Environment.GetEnvironmentVariable("REQUIRE_NGINX") == "1") Assert.Fail(missing);
        Assert.SkipWhen(program is null, missing);
        var nginx = new Nginx(program!, folder);
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                using var _ = await nginx.Client.GetAsync("/");
                return nginx;
            }
            catch (HttpRequestException) when (attempt < 1200 && !nginx.process.HasExited)
            {
                await Task.Delay(50);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (!process.HasExited) process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        own.Dispose();
    }

    [GeneratedRegex("```nginx\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();
}
