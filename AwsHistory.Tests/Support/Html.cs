using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace AwsHistory.Tests.Support;

internal static class Html
{
    private static readonly HtmlParser Parser = new();

    public static AngleSharp.Html.Dom.IHtmlDocument Parse(string text) => Parser.ParseDocument(text);

    public static async Task<AngleSharp.Html.Dom.IHtmlDocument> GetPageAsync(this HttpClient client, string path)
    {
        using var response = await client.GetAsync(path);
        return Parser.ParseDocument(await response.Content.ReadAsStringAsync());
    }

    /// <summary>What stands between the tags, white space made single.</summary>
    public static string Words(this INode node) => string.Join(' ', node.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
