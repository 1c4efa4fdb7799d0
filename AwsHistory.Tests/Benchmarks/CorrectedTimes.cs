using AwsHistory.Data.Content;
using YamlDotNet.RepresentationModel;

namespace AwsHistory.Tests.Benchmarks;

/// <summary>A citation of the first note with its time as it ought to be.</summary>
/// <param name="IsRight">Whether the printed time is right.</param>
/// <param name="Seconds">The right time; null when nobody knows it.</param>
internal readonly record struct CorrectedTime(bool IsRight, int? Seconds);

/// <summary>Reads a YAML file whose list <c>citations</c> gives the printed and the corrected time of each citation, in order.</summary>
internal static class CorrectedTimes
{
    public static IReadOnlyList<CorrectedTime> Read(string path)
    {
        var yaml = new YamlStream();
        using var reader = File.OpenText(path);
        yaml.Load(reader);
        var rows = (YamlSequenceNode)yaml.Documents[0].RootNode["citations"];
        return [.. rows.Select(row => new CorrectedTime(Text(row, "rule") == "as-printed", Timecode.TryParse(Text(row, "corrected"), out var time)
            ? time.Seconds : null))];
    }

    private static string Text(YamlNode row, string key) => ((YamlScalarNode)row[key]).Value ?? "";
}
