namespace AwsHistory.Data.Content;

/// <summary>One file of the content folder, already text: no byte order mark, lines ended by <c>\n</c> alone.</summary>
/// <param name="Path">Relative to the content folder, with <c>/</c>.</param>
/// <param name="Hash">SHA-256 of the bytes, in hexadecimal; equal hashes mean equal text.</param>
/// <param name="Text">The text; empty when <paramref name="Problem"/> says why there is none.</param>
/// <param name="Problem">Why the file cannot be read as text; null when it can.</param>
public sealed record SourceFile(string Path, string Hash, string Text, Diagnostic? Problem = null)
{
    /// <summary>A file from a string, as the tests have it.</summary>
    internal static SourceFile FromText(string path, string text) => ContentFolder.Decode(path, System.Text.Encoding.UTF8.GetBytes(text));
}
