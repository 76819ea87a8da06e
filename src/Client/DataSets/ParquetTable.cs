using Parquet;
using Parquet.Schema;

namespace Symmetry.Client.DataSets;

/// <summary>A table in a Parquet file: flat columns of numbers or strings.</summary>
internal static class ParquetTable
{
    /// <summary>Reads the whole table.</summary>
    /// <exception cref="DataFileException">The file is not Parquet, or has columns of other types.</exception>
    public static Table Read(string file, Stream stream)
    {
        try
        {
            // Specifications are read synchronously before anything runs, so blocking here is safe.
            return Task.Run(() => ReadAsync(file, stream)).GetAwaiter().GetResult();
        }
        catch (Exception e) when (e is not (DataFileException or OutOfMemoryException))
        {
            throw new DataFileException($"Cannot read {file} as Parquet: {e.Message.ReplaceLineEndings(" ")}", e);
        }
    }

    private static async Task<Table> ReadAsync(string file, Stream stream)
    {
        await using var reader = await ParquetReader.CreateAsync(stream);
        var fields = reader.Schema.GetDataFields();
        var rows = new List<string[]>();
        for (var i = 0; i < reader.RowGroupCount; i++)
        {
            using var group = reader.OpenRowGroupReader(i);
            LabelledImages.RequireAllowedSize(file, rows.Count + group.RowCount, Math.Max(fields.Length - 1, 1));
            var first = rows.Count;
            for (var row = 0; row < group.RowCount; row++)
            {
                rows.Add(new string[fields.Length]);
            }

            for (var column = 0; column < fields.Length; column++)
            {
                var values = await TextsAsync(file, group, fields[column]);
                for (var row = 0; row < values.Length; row++)
                {
                    rows[first + row][column] = values[row];
                }
            }
        }

        return new Table([.. fields.Select(field => field.Name)], rows);
    }

    private static Task<string[]> TextsAsync(string file, ParquetRowGroupReader group, DataField field) => Type.GetTypeCode(field.ClrType) switch
    {
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
        TypeCode.String => StringsAsync(group, field),
        _ => throw new DataFileException($"{file}: column {field.Name} has the type {field.ClrType.Name}; expected numbers or strings."),
    };

    // A missing value becomes an empty text, which is neither a number nor a label, so it is reported later.
    private static async Task<string[]> NumbersAsync<T>(ParquetRowGroupReader group, DataField field)
        where T : struct, IFormattable
    {
        var values = new T?[group.RowCount];
        if (field.IsNullable)
        {
            await group.ReadAsync<T>(field, values.AsMemory());
        }
        else
        {
            var all = new T[group.RowCount];
            await group.ReadAsync<T>(field, all.AsMemory());
            values = Array.ConvertAll(all, value => (T?)value);
        }

        return Array.ConvertAll(values, value => value?.ToString(null, CultureInfo.InvariantCulture) ?? "");
    }

    private static async Task<string[]> StringsAsync(ParquetRowGroupReader group, DataField field)
    {
        var values = new string?[group.RowCount];
        await group.ReadAsync(field, values.AsMemory());
        return Array.ConvertAll(values, value => value ?? "");
    }
}
