using AwsHistory.Data;
using AwsHistory.Data.Queries;
using Microsoft.AspNetCore.Components;

namespace AwsHistory.Web.Components.Pages;

/// <summary>Loads the page that a URL names: the page itself, a permanent redirect from another of its names, or a 404.</summary>
public abstract class EntryPage : ComponentBase
{
    /// <summary>The slug as it stands in the URL.</summary>
    [Parameter] public string? Slug { get; set; }

    /// <summary>Which page of a long list.</summary>
    [SupplyParameterFromQuery(Name = "page")] public string? PageNumber { get; set; }

    /// <summary>Which part of a transcript.</summary>
    [SupplyParameterFromQuery(Name = "part")] public string? PartNumber { get; set; }

    /// <summary>The order of a long list.</summary>
    [SupplyParameterFromQuery(Name = "sort")] public string? Sort { get; set; }

    [CascadingParameter] private HttpContext? Context { get; set; }

    [Inject] private Library Library { get; set; } = null!;

    [Inject] private NavigationManager Navigation { get; set; } = null!;

    /// <summary>The kind of page that is looked for.</summary>
    protected abstract Kind Kind { get; }

    /// <summary>The page; null when it was not found, and nothing is to be rendered.</summary>
    protected PageView? Entry { get; private set; }

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        await using var db = Library.Open();
        Entry = await db.PageAsync(Kind, Slug ?? "", Paging.Read(PageNumber), Api.ReadOrder(Sort), Paging.Read(PartNumber));
        if (Entry is not null) return;
        if (Context is { Response: var response } && await db.RedirectAsync(Kind, Slug ?? "") is { } target)
        {
            response.StatusCode = StatusCodes.Status301MovedPermanently;
            response.Headers.Location = target.Url;
            return;
        }

        Navigation.NotFound();
    }
}
