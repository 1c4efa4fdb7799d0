namespace AwsHistory.Data.Content;

/// <summary>How a time that stands in a text came from the time that was meant.</summary>
internal enum TimeForm
{
    /// <summary>It is the time that was meant.</summary>
    AsWritten,

    /// <summary>The other of two times that one citation shows.</summary>
    Shown,

    /// <summary>0:19:15 written 1:19:15.</summary>
    HourTooMany,

    /// <summary>47:46 written 47:46:00: minutes and seconds stand where hours and minutes belong.</summary>
    MinutesAsHours,

    /// <summary>25:04 written 2:05:04: the tens of the minutes stand where the hours belong.</summary>
    DigitMoved,

    /// <summary>43:32 written 4:32:00 or 4:17:32: so do they here, and the units of the minutes are lost.</summary>
    DigitLost,

    /// <summary>1:23:50 written 1:32:50.</summary>
    DigitsSwapped,

    /// <summary>2:27:44 written 2:29:44.</summary>
    DigitMisread,

    /// <summary>Wrong in no way that is known; only what other pages say can tell the time that was meant.</summary>
    Unknown,
}

/// <summary>A time that may have been meant.</summary>
/// <param name="Seconds">The time.</param>
/// <param name="Form">What went wrong if it was.</param>
/// <param name="Chance">How likely an error of that form turns this time into the one that was written.</param>
internal readonly record struct Repair(int Seconds, TimeForm Form, double Chance);

/// <summary>The known ways in which times go wrong, and how each is undone.</summary>
internal static class TimeErrors
{
    private const int Hour = 3600;

    /// <summary>The times that may have been meant by a time, were it wrong in one of the known ways; each once for each way.</summary>
    /// <param name="written">The time as written, in seconds.</param>
    /// <param name="limit">The last second of the recording, as far as that is known.</param>
    public static List<Repair> Undo(int written, int limit)
    {
        var found = new List<Repair>(64);
        var (hours, minutes, seconds) = (written / Hour, written / 60 % 60, written % 60);
        // Whoever has no third number to write mostly writes 00.
        var empty = seconds == 0 ? .5 : .5 / 59;
        if (hours > 0) Add(written - Hour, TimeForm.HourTooMany, 1);
        Add((hours * 60) + minutes, TimeForm.MinutesAsHours, empty);
        if (hours is > 0 and < 6)
        {
            // With the hours gone a time of the second or third hour loses its digits in the same way.
            for (var (lost, chance) = (0, 1.0); lost <= 2 * Hour; lost += Hour, chance = .15)
            {
                if (minutes < 10) Add(lost + (((hours * 10) + minutes) * 60) + seconds, TimeForm.DigitMoved, chance / 2);
                for (var unit = 0; unit < 10; unit++)
                {
                    Add(lost + (((hours * 10) + unit) * 60) + minutes, TimeForm.DigitLost, chance * empty / 2);
                    Add(lost + (((hours * 10) + unit) * 60) + seconds, TimeForm.DigitLost, chance / 120);
                }
            }
        }

        if (hours < 10)
        {
            for (var other = 0; other < 10; other++)
            {
                Add((other * Hour) + (minutes * 60) + seconds, TimeForm.DigitMisread, 1 / 30.0);
                if (other < 6) Add((hours * Hour) + (other * 600) + (minutes % 10 * 60) + seconds, TimeForm.DigitMisread, 1 / 30.0);
                Add((hours * Hour) + (minutes / 10 * 600) + (other * 60) + seconds, TimeForm.DigitMisread, 1 / 30.0);
            }

            AddSwaps();
        }

        return found;

        void AddSwaps()
        {
            Span<int> digits = [0, hours, minutes / 10, minutes % 10, seconds / 10, seconds % 10];
            // The two digits of the seconds make no difference that matters.
            for (var i = 0; i < 4; i++)
            {
                if (digits[i] == digits[i + 1]) continue;
                (digits[i], digits[i + 1]) = (digits[i + 1], digits[i]);
                if (digits[2] < 6 && digits[4] < 6) Add((digits[0] * 10 * Hour) + (digits[1] * Hour) + (((digits[2] * 10) + digits[3]) * 60) + (digits[4] * 10) + digits[5], TimeForm.DigitsSwapped, 1 / 4.0);
                (digits[i], digits[i + 1]) = (digits[i + 1], digits[i]);
            }
        }

        void Add(int meant, TimeForm form, double chance)
        {
            if (meant < 0 || meant > limit || meant == written) return;
            var same = 0;
            while (same < found.Count && (found[same].Seconds != meant || found[same].Form != form)) same++;
            if (same == found.Count) found.Add(new(meant, form, chance));
            else if (found[same].Chance < chance) found[same] = new(meant, form, chance);
        }
    }

    /// <summary>What went wrong, in words that follow the two times.</summary>
    public static string Words(TimeForm form) => form switch
    {
        TimeForm.Shown => "the citation itself shows this time",
        TimeForm.HourTooMany => "an hour too many",
        TimeForm.MinutesAsHours => "minutes and seconds stand where hours and minutes belong",
        TimeForm.DigitMoved => "a digit moved",
        TimeForm.DigitLost => "a digit lost",
        TimeForm.DigitsSwapped => "two digits swapped",
        TimeForm.DigitMisread => "a digit misread",
        _ => "",
    };
}
