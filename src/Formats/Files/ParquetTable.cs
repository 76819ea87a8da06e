using Parquet;
using Parquet.Schema;

namespace Symmetry.Formats.Files;

/// <summary>A table in a Parquet file: flat columns of numbers, truth values or strings.</summary>
internal static class ParquetTable
{
    /// <summary>Opens the table. Row groups are read lazily, one at a time.</summary>
    /// <param name="file">The file, for messages.</param>
    /// <param name="stream">Its bytes.</param>
    /// <param name="check">Checks the number of rows and columns before they are read; throws if there are too many.</param>
    /// <exception cref="DataFileException">The file is not Parquet, or has columns of other types.</exception>
    public static Table Read(string file, Stream stream, Action<string, long, int> check)
    {
        var reader = Wait(file, async () => await ParquetReader.CreateAsync(stream));
        var fields = reader.Schema.GetDataFields();
        foreach (var field in fields.Where(field => field.IsArray || !IsKnown(field)))
        {
            throw new DataFileException($"{file}: column {field.Name} has the type {field.ClrType.Name}{(field.IsArray ? "[]" : "")}; "
                + "expected numbers, truth values or strings.");
        }

        return new Table([.. fields.Select(field => field.Name)], Rows(file, reader, fields, check), "row");
    }

    private static IEnumerable<TableRow> Rows(string file, ParquetReader reader, DataField[] fields, Action<string, long, int> check)
    {
        var position = 0;
        for (var i = 0; i < reader.RowGroupCount; i++)
        {
            using var group = reader.OpenRowGroupReader(i);
            check(file, position + group.RowCount, fields.Length);
            var columns = Wait(file, async () =>
            {
                var read = new Func<int, string>[fields.Length];
                for (var column = 0; column < fields.Length; column++)
                {
                    read[column] = await ReadAsync(group, fields[column]);
                }

                return read;
            });
            for (var row = 0; row < group.RowCount; row++)
            {
                yield return new TableRow(++position, Array.ConvertAll(columns, column => column(row)));
            }
        }
    }

    // Files are read before anything runs, so blocking here is safe.
    private static T Wait<T>(string file, Func<Task<T>> read)
    {
        try
        {
            return Task.Run(read).GetAwaiter().GetResult();
        }
        catch (Exception e) when (e is not (DataFileException or OutOfMemoryException))
        {
            throw new DataFileException($"Cannot read {file} as Parquet: {e.Message.ReplaceLineEndings(" ")}", e);
        }
    }

    private static bool IsKnown(DataField field) => Type.GetTypeCode(field.ClrType)
        is TypeCode.Boolean or (>= TypeCode.SByte and <= TypeCode.Double) || field.ClrType == typeof(ReadOnlyMemory<char>);

    private static Task<Func<int, string>> ReadAsync(ParquetRowGroupReader group, DataField field) => Type.GetTypeCode(field.ClrType) switch
    {
        TypeCode.Boolean => ValuesAsync<bool>(group, field, value => value ? "true" : "false"),
        TypeCode.Byte => NumbersAsync<byte>(group, field),
        TypeCode.SByte => NumbersAsync<sbyte>(group, field),
        TypeCode.Int16 => NumbersAsync<short>(group, field),
        TypeCode.UInt16 => NumbersAsync<ushort>(group, field),
        TypeCode.Int32 => NumbersAsync<int>(group, field),
        TypeCode.UInt32 => NumbersAsync<uint>(group, field),
        TypeCode.Int64 => NumbersAsync<long>(group, field),
        TypeCode.UInt64 => NumbersAsync<ulong>(group, field),
        TypeCode.Single => NumbersAsync<float>(group, field),
        TypeCode.Double => NumbersAsync<double>(group, field),
        _ => StringsAsync(group, field),
    };

    private static Task<Func<int, string>> NumbersAsync<T>(ParquetRowGroupReader group, DataField field)
        where T : struct, IFormattable => ValuesAsync<T>(group, field, value => value.ToString(null, CultureInfo.InvariantCulture));

    // A missing value becomes an empty text, which is neither a number nor a label, so it is reported later.
    private static async Task<Func<int, string>> ValuesAsync<T>(ParquetRowGroupReader group, DataField field, Func<T, string> format)
        where T : struct
    {
        if (field.IsNullable)
        {
            var values = new T?[group.RowCount];
            await group.ReadAsync<T>(field, values.AsMemory());
            return row => values[row] is { } value ? format(value) : "";
        }

        var all = new T[group.RowCount];
        await group.ReadAsync<T>(field, all.AsMemory());
        return row => format(all[row]);
    }

    private static async Task<Func<int, string>> StringsAsync(ParquetRowGroupReader group, DataField field)
    {
        var values = new string?[group.RowCount];
        await group.ReadAsync(field, values.AsMemory());
        return row => values[row] ?? "";
    }
}
