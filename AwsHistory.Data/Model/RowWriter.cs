using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace AwsHistory.Data.Model;

/// <summary>
/// Inserts entities through one prepared statement each, with tables and columns as the model maps them. It exists because
/// change tracking costs ten times as much, and a large library has millions of rows.
/// </summary>
internal sealed class RowWriter<T> : IDisposable
    where T : class
{
    private readonly SqliteCommand command;
    private readonly Func<object, object?>[] values;

    public RowWriter(KnowledgeDb db, SqliteConnection connection, SqliteTransaction transaction)
    {
        var entity = db.Model.FindEntityType(typeof(T))!;
        var table = StoreObjectIdentifier.Create(entity, StoreObjectType.Table)!.Value;
        var columns = Columns(entity, table, value => value).ToList();
        values = [.. columns.Select(column => column.Value)];
        command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = $"INSERT INTO \"{table.Name}\" ({string.Join(", ", columns.Select(column => $"\"{column.Name}\""))}) VALUES ({string.Join(", ", columns.Select((_, i) => $"@p{i}"))})";
        for (var i = 0; i < columns.Count; i++) command.Parameters.Add(new SqliteParameter { ParameterName = $"@p{i}" });
        command.Prepare();
    }

    public void Write(T row)
    {
        for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i](row) ?? DBNull.Value;
        command.ExecuteNonQuery();
    }

    public void Dispose() => command.Dispose();

    private static IEnumerable<(string Name, Func<object, object?> Value)> Columns(ITypeBase type, StoreObjectIdentifier table, Func<object, object?> holder)
    {
        foreach (var property in type.GetProperties())
        {
            if (property.GetColumnName(table) is not { } column) continue;
            var getter = property.GetGetter();
            var converter = property.GetTypeMapping().Converter;
            yield return (column, row =>
            {
                var value = holder(row) is { } owner ? getter.GetClrValue(owner) : null;
                return value is null || converter is null ? value : converter.ConvertToProvider(value);
            }
            );
        }

        foreach (var complex in type.GetComplexProperties())
        {
            var getter = complex.GetGetter();
            foreach (var column in Columns(complex.ComplexType, table, row => holder(row) is { } owner ? getter.GetClrValue(owner) : null)) yield return column;
        }
    }
}
