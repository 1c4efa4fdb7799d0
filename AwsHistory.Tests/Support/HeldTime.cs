namespace AwsHistory.Tests.Support;

/// <summary>Time that passes only when a test says so: whoever waits, waits until then, however long that takes.</summary>
internal sealed class HeldTime : TimeProvider
{
    private readonly List<Held> waiting = [];

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Held(waiting, () => callback(state));
        lock (waiting) waiting.Add(timer);
        return timer;
    }

    /// <summary>Ends every wait that has begun and was not given up.</summary>
    public void Pass()
    {
        Held[] due;
        lock (waiting) due = [.. waiting];
        foreach (var timer in due) timer.End();
    }

    private sealed class Held(List<Held> waiting, Action end) : ITimer
    {
        public void End() => end();

        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
            lock (waiting) waiting.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
