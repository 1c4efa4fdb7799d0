using Spectre.Console;

namespace AwsHistory.Web.Export;

/// <summary>Shows an export: a bar on a terminal, plain lines elsewhere (the library decides which).</summary>
internal static class ExportProgressBar
{
    public static Task<ExportResult> RunAsync(Func<IProgress<ExportProgress>, Task<ExportResult>> export) =>
        AnsiConsole.Progress().AutoClear(true).Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(context => export(new Reporter(context.AddTask("Writing pages"))));

    // Progress<T> would post to the thread pool and let the bar run behind.
    private sealed class Reporter(ProgressTask task) : IProgress<ExportProgress>
    {
        public void Report(ExportProgress value)
        {
            lock (task)
            {
                task.MaxValue = Math.Max(1, value.Total);
                task.Value = value.Done;
            }
        }
    }
}
