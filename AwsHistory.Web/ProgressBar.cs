using AwsHistory.Data;
using AwsHistory.Web.Export;
using Spectre.Console;

namespace AwsHistory.Web;

/// <summary>Shows a build or an export: a bar on a terminal, plain lines elsewhere (the library decides which).</summary>
internal static class ProgressBar
{
    public static T OfBuild<T>(Func<IProgress<BuildProgress>, T> build) => Bar().Start(context =>
        build(new Reporter<BuildProgress>(context.AddTask("Building the library"), progress => (progress.Step, progress.Done, progress.Total))));

    public static Task<T> OfExportAsync<T>(Func<IProgress<ExportProgress>, Task<T>> export) => Bar().StartAsync(context =>
        export(new Reporter<ExportProgress>(context.AddTask("Writing pages"), progress => (null, progress.Done, progress.Total))));

    private static Progress Bar() =>
        AnsiConsole.Progress().AutoClear(true).Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn());

    // Progress<T> would post to the thread pool and let the bar run behind.
    private sealed class Reporter<T>(ProgressTask task, Func<T, (string? Step, int Done, int Total)> read) : IProgress<T>
    {
        public void Report(T value)
        {
            var (step, done, total) = read(value);
            lock (task)
            {
                task.Description = step ?? task.Description;
                task.MaxValue = Math.Max(1, total);
                task.Value = done;
            }
        }
    }
}
