namespace AwsHistory.Data.Model;

/// <summary>The body of a page as Markdown, apart from the page so that readers of the page do not pay for it.</summary>
public sealed class PageMarkdown
{
    /// <summary>The page; also the primary key.</summary>
    public int PageId { get; init; }

    /// <summary>The body, with every link and citation resolved.</summary>
    public required string Text { get; init; }
}
