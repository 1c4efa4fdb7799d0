using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace AwsHistory.Data.Content;

/// <summary>A file of figures: the first line names the columns, each row says its source.</summary>
/// <param name="Name">The file's name without folder and ending.</param>
/// <param name="Columns">The names of the columns.</param>
/// <param name="Rows">The rows, each with as many cells as there are columns; an empty cell is an unknown value.</param>
/// <param name="Hash">The hash of the file.</param>
/// <param name="Csv">The file as it stands.</param>
public sealed record DataSet(string Name, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows, string Hash, string Csv)
{
    /// <summary>The column that holds the citekeys of a row's sources.</summary>
    public const string ReferenceColumn = "reference";

    /// <summary>The place of a column; -1 when there is none of that name.</summary>
    /// <param name="name">Its name.</param>
    public int IndexOf(string name)
    {
        for (var i = 0; i < Columns.Count; i++)
            if (Columns[i] == name) return i;
        return -1;
    }

    /// <summary>A cell as a number; null when it is empty or none.</summary>
    /// <param name="row">The row.</param>
    /// <param name="column">The column's place.</param>
    public static decimal? Number(IReadOnlyList<string> row, int column) =>
        decimal.TryParse(row[column], NumberStyles.Number, CultureInfo.InvariantCulture, out var value) ? value : null;

    /// <summary>The citekeys of a row's sources.</summary>
    /// <param name="row">The row.</param>
    public IEnumerable<string> References(IReadOnlyList<string> row) =>
        IndexOf(ReferenceColumn) is >= 0 and var at ? row[at].Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) : [];

    internal static DataSet? ReadOrNull(SourceFile file, ICollection<Diagnostic> findings)
    {
        var configuration = new CsvConfiguration(CultureInfo.InvariantCulture) { BadDataFound = null, DetectColumnCountChanges = false, TrimOptions = TrimOptions.Trim };
        try
        {
            var csv = file.ReadText();
            using var reader = new CsvParser(new StringReader(csv), configuration);
            if (!reader.Read()) return null;
            string[] columns = [.. reader.Record!];
            var rows = new List<IReadOnlyList<string>>();
            while (reader.Read())
            {
                string[] row = [.. reader.Record!];
                if (row.Length != columns.Length)
                {
                    findings.Add(Diagnostics.BadCsv.At(file.Path, reader.RawRow, 0,
                        $"{columns.Length} cells were expected, as in the header, and there are {row.Length}"));
                    return null;
                }

                rows.Add(row);
            }

            return new(Path.GetFileNameWithoutExtension(file.Path), columns, rows, file.Hash, csv);
        }
        catch (CsvHelperException e)
        {
            findings.Add(Diagnostics.BadCsv.At(file.Path, 0, 0, e.Message.Split('\n')[0]));
            return null;
        }
    }
}
