using System.Globalization;

namespace AwsHistory.Data.Queries;

/// <summary>A page of a list.</summary>
/// <typeparam name="T">What is listed.</typeparam>
/// <param name="Total">How many there are in all.</param>
/// <param name="Page">Which page of the list this is, from 1.</param>
/// <param name="PageSize">How many stand on a page.</param>
/// <param name="Items">Those on this page.</param>
public sealed record Paged<T>(int Total, int Page, int PageSize, IReadOnlyList<T> Items)
{
    /// <summary>The number of pages of the list, at least 1.</summary>
    public int Pages => Paging.Pages(Total, PageSize);

    /// <summary>The same page with each of its things made another.</summary>
    internal Paged<TOther> Of<TOther>(Func<T, TOther> other) => new(Total, Page, PageSize, [.. Items.Select(other)]);
}

/// <summary>The arithmetic of lists that come in pages, counted from 1.</summary>
public static class Paging
{
    /// <summary>Far beyond what any library has, and small enough to be multiplied.</summary>
    private const int MaxPage = 100_000;

    /// <summary>Reads the number of a page from a query string; 1 for anything that is none.</summary>
    /// <param name="text">The text; null when it is absent.</param>
    public static int Read(string? text) => int.TryParse(text, CultureInfo.InvariantCulture, out var page) ? Math.Clamp(page, 1, MaxPage) : 1;

    /// <summary>How many pages a list has, at least 1.</summary>
    /// <param name="total">How many things are on the list.</param>
    /// <param name="size">How many stand on a page.</param>
    public static int Pages(int total, int size) => Math.Max(1, (total + size - 1) / size);

    /// <summary>The page that is shown when one is asked for: that, or the nearest there is.</summary>
    /// <param name="page">What is asked for.</param>
    /// <param name="total">How many things are on the list.</param>
    /// <param name="size">How many stand on a page.</param>
    public static int Within(int page, int total, int size) => Math.Clamp(page, 1, Pages(total, size));
}
