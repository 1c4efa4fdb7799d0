using AwsHistory.Data.Content;
using AwsHistory.Data.Model;
using Microsoft.EntityFrameworkCore;

namespace AwsHistory.Data.Queries;

/// <summary>A page that was changed.</summary>
/// <param name="Page">The page.</param>
/// <param name="Updated">The day, as its author gives it.</param>
public sealed record ChangedPage(PageLink Page, DateOnly Updated);

/// <summary>An event whose day of the year is near.</summary>
/// <param name="Page">The event.</param>
/// <param name="Date">When, for readers; to the day, as its source has it.</param>
public sealed record Anniversary(PageLink Page, string Date);

/// <summary>A claim that is shown on the first page.</summary>
/// <param name="Page">Its page.</param>
/// <param name="Facts">The claim and its verdict.</param>
public sealed record ClaimOfTheDay(PageLink Page, ClaimFacts Facts);

/// <summary>What the first page shows.</summary>
/// <param name="Pages">Pages by kind.</param>
/// <param name="Articles">The story, in order.</param>
/// <param name="Claim">The claim of the day and its verdict; null when there is none.</param>
/// <param name="Years">How many events each year has, from the first to the last.</param>
/// <param name="Anniversaries">Events whose day of the year is at most <see cref="HomeQueries.NearDays"/> days away, in the order of the year.</param>
/// <param name="People">The people told of most.</param>
/// <param name="Services">The services told of most.</param>
/// <param name="Changed">What was changed last, newest first.</param>
public sealed record HomeView(
    IReadOnlyList<Count> Pages, IReadOnlyList<ListedPage> Articles, ClaimOfTheDay? Claim, IReadOnlyList<YearCount> Years,
    IReadOnlyList<Anniversary> Anniversaries, IReadOnlyList<MentionedEntity> People, IReadOnlyList<MentionedEntity> Services, IReadOnlyList<ChangedPage> Changed);

/// <summary>What the first page shows.</summary>
public static class HomeQueries
{
    /// <summary>How many days before or after its anniversary an event is near.</summary>
    public const int NearDays = 10;

    private const int MaxNear = 4;

    private const int MaxTold = 8;

    private const int MaxChanged = 5;

    extension(KnowledgeDb db)
    {
        /// <summary>What the first page shows.</summary>
        /// <param name="day">The day, which picks the claim and the anniversaries.</param>
        /// <param name="cancellation">Ends the queries.</param>
        public async Task<HomeView> HomeAsync(DateOnly day, CancellationToken cancellation = default)
        {
            var years = await db.Events.GroupBy(e => e.Date.Sort / 10000).Select(group => new YearCount(group.Key, group.Count())).ToListAsync(cancellation);
            // Of a year that has all days; one more at each end, since others lack one.
            var days = Enumerable.Range(-NearDays - 1, (2 * NearDays) + 3).Select(n => day.AddYears(2000 - day.Year).AddDays(n))
                .Select(d => (d.Month * 100) + d.Day).ToList();
            var events = await db.Events.Where(e => e.Date.Earliest == e.Date.Latest && days.Contains(e.Date.Sort % 10000))
                .Join(db.Pages, e => e.PageId, p => p.Id, (e, p) => new { e.Date, p.Slug, p.Title }).ToListAsync(cancellation);
            var near = events.Where(e => HistoricalDate.IsDay(e.Date.Edtf, e.Date.Earliest, e.Date.Latest))
                .Select(e => (Event: e, Days: DaysBetween(new DateOnly(e.Date.Sort / 10000, e.Date.Sort / 100 % 100, e.Date.Sort % 100), day)))
                .Where(e => Math.Abs(e.Days) <= NearDays).OrderBy(e => Math.Abs(e.Days)).ThenBy(e => e.Event.Date.Sort)
                .ThenBy(e => e.Event.Slug, StringComparer.Ordinal).Take(MaxNear).OrderBy(e => e.Days).ThenBy(e => e.Event.Date.Sort);
            return new(
                await db.PageCountsAsync(cancellation),
                (await db.ListAsync(Kind.Article, 1, cancellation)).Items,
                await db.ClaimOfAsync(day, cancellation),
                YearCount.Of(years),
                [.. near.Select(e => new Anniversary(new(Kind.Event, e.Event.Slug, e.Event.Title), e.Event.Date.Display))],
                await db.MostToldAsync(Kind.Person, cancellation),
                await db.MostToldAsync(Kind.Service, cancellation),
                await db.Pages.Where(p => p.Updated != null).OrderByDescending(p => p.Updated).ThenBy(p => p.Title).ThenBy(p => p.Kind)
                    .ThenBy(p => p.Slug).Take(MaxChanged)
                    .Select(p => new ChangedPage(new(p.Kind, p.Slug, p.Title), p.Updated!.Value)).ToListAsync(cancellation));
        }

        private async Task<ClaimOfTheDay?> ClaimOfAsync(DateOnly day, CancellationToken cancellation)
        {
            var count = await db.Claims.CountAsync(cancellation);
            if (count == 0) return null;
            var claim = await db.Claims.Join(db.Pages, c => c.PageId, p => p.Id, (c, p) => new { Claim = c, p.Slug, p.Title }).OrderBy(c => c.Slug)
                .Skip(day.DayNumber % count).Take(1).SingleAsync(cancellation);
            return new(new(Kind.Claim, claim.Slug, claim.Title), new(claim.Claim.Text, claim.Claim.Verdict, claim.Claim.ShortAnswer, []));
        }

        private Task<List<MentionedEntity>> MostToldAsync(Kind kind, CancellationToken cancellation) =>
            db.Pages.Where(p => p.Kind == kind && p.Mentions > 0).OrderByDescending(p => p.Mentions).ThenBy(p => p.Title).ThenBy(p => p.Slug).Take(MaxTold)
                .Select(p => new MentionedEntity(new(p.Kind, p.Slug, p.Title), p.Mentions)).ToListAsync(cancellation);
    }

    /// <summary>From a day to the nearest anniversary of another, in days; negative when it has just gone by.</summary>
    private static int DaysBetween(DateOnly date, DateOnly day) =>
        new[] { day.Year - 1, day.Year, day.Year + 1 }.Select(year => date.AddYears(year - date.Year).DayNumber - day.DayNumber).MinBy(Math.Abs);
}
