using System.CommandLine;
using AwsHistory.Web;

var content = new Option<DirectoryInfo?>("--content") { Description = "The folder of content to serve. Default: the folder content/ here or above." };
var data = new Option<DirectoryInfo?>("--data") { Description = "Where the built database is kept. Default: beside the program." };
var urls = new Option<string?>("--urls") { Description = "Addresses to listen on, such as http://localhost:8080." };
var folder = new Argument<DirectoryInfo?>("folder")
{
    Arity = ArgumentArity.ZeroOrOne,
    Description = "The folder of content. Default: the folder content/ here or above."
};
var output = new Option<FileInfo>("--output") { Description = "The database file to write.", Required = true };
var all = new Option<bool>("--all") { Description = "Print findings of severity info as well." };

var citations = new Option<bool>("--citations") { Description = "List each doubtful citation with the times that it may have meant." };
var fix = new Option<bool>("--fix") { Description = "With --citations: ask for each what it meant, and rewrite what is accepted." };
var answers = new Option<FileInfo?>("--answers") { Description = "With --fix, where there is no terminal: a file of accepted answers, each \"file:line:column written => time\"." };

var check = new Command("check", "Print what is wrong with the content; the exit code is 1 when anything is an error.") { folder, all, citations, fix, answers };
check.SetAction((result, cancellation) => Task.Run(
    () => result.GetValue(citations) ? Verbs.Citations(result.GetValue(folder), result.GetValue(fix), result.GetValue(answers), cancellation)
        : result.GetValue(fix) || result.GetValue(answers) is not null ? Verbs.Fail("--fix and --answers go with --citations")
        : Verbs.Check(result.GetValue(folder), result.GetValue(all), cancellation),
    cancellation));

var build = new Command("build", "Build the database without serving it.") { folder, output };
build.SetAction((result, cancellation) => Task.Run(() => Verbs.Build(result.GetValue(folder), result.GetValue(output)!, cancellation), cancellation));

var to = new Argument<DirectoryInfo>("folder") { Description = "The folder to write; new, empty, or an earlier export." };
var baseUrl = new Option<string>("--base-url") { Description = "Where the copy will be, such as https://example.org.", Required = true };
var export = new Command("export", "Write the whole site as files that any web server can serve; a second time, only what has changed.") { to, baseUrl, content, data };
export.SetAction((result, cancellation) => Verbs.Export(result.GetValue(to)!, result.GetValue(baseUrl)!, result.GetValue(content), result.GetValue(data), cancellation));

var health = new Command("health", "Ask a running site whether it lives; the exit code is 1 when it does not.") { urls };
health.SetAction((result, cancellation) => Verbs.Ask(result.GetValue(urls), cancellation));

var root = new RootCommand("AWS History: serves a folder of Markdown as a knowledge base whose citations lead to the second.") { content, data, urls, check, build,
    export, health };
// Whatever else has the form --key=value is a setting, as every ASP.NET Core program takes them.
root.TreatUnmatchedTokensAsErrors = false;
root.SetAction((result, cancellation) =>
    result.UnmatchedTokens.FirstOrDefault(token => !token.StartsWith("--", StringComparison.Ordinal) || !token.Contains('=')) is { } odd
        ? Task.FromResult(Verbs.Fail($"unknown word \"{odd}\"; see --help"))
        : Verbs.Serve(result.GetValue(content), result.GetValue(data),
            [.. result.UnmatchedTokens, .. result.GetValue(urls) is { } at ? new[] { $"--urls={at}" } : []], cancellation));
return await root.Parse(args).InvokeAsync(new() { EnableDefaultExceptionHandler = false });
