using AwsHistory.Data;
using Spectre.Console;

namespace AwsHistory.Web;

/// <summary>Shows a build: a bar on a terminal, plain lines elsewhere (the library decides which).</summary>
internal static class BuildProgressBar
{
    public static T Run<T>(Func<IProgress<BuildProgress>, T> build) =>
        AnsiConsole.Progress().AutoClear(true).Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .Start(context =>
        {
            var task = context.AddTask("Building the library");
            return build(new Reporter(task));
        });

    // Progress<T> would post to the thread pool and let the bar run behind.
    private sealed class Reporter(ProgressTask task) : IProgress<BuildProgress>
    {
        public void Report(BuildProgress value)
        {
            task.Description = value.Step;
            task.MaxValue = Math.Max(1, value.Total);
            task.Value = value.Done;
        }
    }
}
