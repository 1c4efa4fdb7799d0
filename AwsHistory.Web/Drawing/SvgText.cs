using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace AwsHistory.Web.Drawing;

/// <summary>SVG's element <c>text</c>, which Razor takes for a tag of its own.</summary>
public sealed class SvgText : ComponentBase
{
    /// <summary>Where it begins, or is centred, by its class.</summary>
    [Parameter, EditorRequired] public double X { get; set; }

    /// <summary>Its base line.</summary>
    [Parameter, EditorRequired] public double Y { get; set; }

    /// <summary>How it looks.</summary>
    [Parameter, EditorRequired] public string Class { get; set; } = "";

    /// <summary>What it says.</summary>
    [Parameter, EditorRequired] public string Text { get; set; } = "";

    /// <inheritdoc />
    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.OpenElement(0, "text");
        builder.AddAttribute(1, "class", Class);
        builder.AddAttribute(2, "x", X.ToString("0.##"));
        builder.AddAttribute(3, "y", Y.ToString("0.##"));
        builder.AddContent(4, Text);
        builder.CloseElement();
    }
}
