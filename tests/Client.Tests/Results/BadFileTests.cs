using System.IO.Compression;
using System.Text;
using Parquet;
using Parquet.Schema;
using Symmetry.Client.Tests.Fakes;
using Symmetry.Formats.Files;
using Symmetry.Formats.Results;

namespace Symmetry.Client.Tests.Results;

/// <summary>The one-sentence message, with the line, for every mistake in a file of results that can be seen without its grid.</summary>
public sealed class BadFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("", "is empty. Expected a line of column names, then one line per row.")]
    [InlineData("model,seed,accuracy\n", "has no rows below its column names.")]
    [InlineData("model,seed,seed\na,1,2\n", "two columns are named seed. Give each its own name.")]
    [InlineData("model,,accuracy\na,1,2\n", "column 2 has no name.")]
    [InlineData("model,seed,accuracy\na,1,0.5\na,2\n", "line 3 has 2 values; the first line has 3.")]
    [InlineData("model,seed,accuracy\na,1,0.5\n\"a,2,0.5\n", "line 3 has an unclosed quote.")]
    [InlineData("model,seed,accuracy\na,1,0.5\na,2,good\n", "column accuracy mixes numbers and texts: line 2 has '0.5', line 3 has 'good'.")]
    [InlineData("model,seed,lr,accuracy\na,1,0.1,0.5\na,2,0.1,0.6\na,3,high,0.7\n", "column lr mixes numbers and texts: line 2 has '0.1', line 4 has 'high'.")]
    [InlineData("model,seed,accuracy\na,1,good\na,2,good\n",
        "has no column that looks like a metric. Name it with --metric; its columns are model, seed, accuracy.")]
    [InlineData("model,seed,accuracy\na,1,0.5\na,,0.6\na,2,0.7\n", "line 3 has no value in column seed.")]
    [InlineData("model,seed,accuracy\na,1,0.5\n,2,0.6\na,3,0.7\na,4,0.7\n", "line 3 has no value in column model.")]
    [InlineData("model,seed,accuracy\na,12345678901234567890,0.5\na,12345678901234567891,0.6\n",
        "line 2 has 12345678901234567890 in column seed, which has more digits than a number keeps.")]
    [InlineData("model,accuracy\na,0.5\nb,0.6\n",
        "has no column that looks like a replicate, such as seed, run or fold. Name it with --replicate; its columns are model, accuracy.")]
    [InlineData("model,seed\na,1\na,2\nb,1\nb,2\n", "has no column that looks like a metric. Name it with --metric; its columns are model, seed.")]
    [InlineData("model,seed,width\na,1,5\na,2,5\nb,1,6\nb,2,7\nb,3,5\nb,4,6\n",
        "column width could be an axis or a metric. Say which with --axis or --metric; its columns are model, seed, width.")]
    [InlineData("model,seed,f1 score,f1/score\na,1,5,6\na,2,5.5,6.5\n", null)]
    [InlineData("model,seed,é score,è score\na,1,5,6\na,2,5.5,6.5\n", "two metrics are named _ score, in letters, digits and underscores. Rename a column.")]
    public void Bad_table_gives_one_sentence(string csv, string? sentence) => Expect(folder.Write("scores.csv", csv), sentence);

    [Theory]
    [InlineData("", "is empty. Expected one JSON object per line.")]
    [InlineData("[1]\n", "line 1 is not a JSON object.")]
    [InlineData("{\"seed\": 1}\n{\"seed\": }\n", "line 2 is not a JSON object: '}' is an invalid start of a value.")]
    [InlineData("{\"seed\": 1, \"seed\": 2}\n", "line 1 is not a JSON object: ")]
    [InlineData("{\"seed\": 1, \"accuracy\": 0.5}\n\n{\"seed\": 2, \"acuracy\": 0.5}\n", "line 3 has the key 'acuracy', which the first line does not have.")]
    [InlineData("{\"seed\": 1, \"accuracy\": {\"mean\": 0.5}}\n", "line 1 has an object in accuracy; expected a number, true, false or a text.")]
    public void Bad_JSON_lines_give_one_sentence(string text, string sentence) => Expect(folder.Write("scores.jsonl", text), sentence);

    [Fact]
    public void Unreadable_files_give_one_sentence()
    {
        Expect(folder.File("nowhere.csv"), "no such file.");
        Expect(folder.Write("scores.txt", "a"), "unknown file type. Expected .csv, .csv.gz, .jsonl, .jsonl.gz or .parquet.");
        Expect(folder.Write("scores.parquet", "PAR0"), "as Parquet: ");
        File.WriteAllBytes(folder.File("latin.csv"), [.. "model,seed,accuracy\n"u8, 0xE9, .. ",1,0.5\n"u8]);
        Expect(folder.File("latin.csv"), "line 2 is not UTF-8 text. Save the file in UTF-8.");
        File.WriteAllBytes(folder.File("cut.csv.gz"), Compress("model,seed,accuracy\na,1,0.5\n"u8.ToArray())[..^9]);
        Expect(folder.File("cut.csv.gz"), "is truncated or damaged: its gzip trailer does not match its contents.");
    }

    [Fact]
    public void Sparse_file_of_one_gigabyte_is_refused_by_its_size()
    {
        using (var file = File.Create(folder.File("huge.csv")))
        {
            file.Write("model,seed,accuracy\n"u8);
            file.SetLength(1L << 30);
        }

        Expect(folder.File("huge.csv"), "is too large: the limit is 536,870,912 bytes, decompressed. Split it, or leave out columns.");
    }

    [Fact]
    public void Endless_line_and_compressed_zeros_are_refused_with_little_memory()
    {
        var zeros = new byte[1 << 20];
        using (var file = new GZipStream(File.Create(folder.File("zeros.csv.gz")), CompressionLevel.Fastest))
        {
            for (var i = 0; i < 600; i++)
            {
                file.Write(zeros);
            }
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        Expect(folder.File("zeros.csv.gz"), "line 1 is longer than 16,777,216 bytes. Expected one row per line.");
        if (OperatingSystem.IsLinux())
        {
            File.CreateSymbolicLink(folder.File("endless.csv"), "/dev/zero");
            Expect(folder.File("endless.csv"), "line 1 is longer than 16,777,216 bytes. Expected one row per line.");
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 200L << 20);
    }

    [Fact]
    public void Compressed_rows_are_counted_while_they_are_read()
    {
        var rows = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("1,2\n", 10_000)));
        using (var file = new GZipStream(File.Create(folder.File("rows.csv.gz")), CompressionLevel.Fastest))
        {
            file.Write("seed,accuracy\n"u8);
            for (var i = 0; i < 201; i++)
            {
                file.Write(rows);
            }
        }

        Expect(folder.File("rows.csv.gz"), "is too large: it has more than 2,000,000 rows. Split it, or leave out columns.");
    }

    [Fact]
    public async Task Rows_and_types_of_a_Parquet_file_are_checked_before_its_values_are_read()
    {
        var (seed, time) = (new DataField<int>("seed"), new DataField<DateTime>("time"));
        await using (var file = File.Create(folder.File("rows.parquet")))
        {
            await using var writer = await ParquetWriter.CreateAsync(new ParquetSchema(seed), file, cancellationToken: TestContext.Current.CancellationToken);
            using var group = writer.CreateRowGroup();
            await group.WriteAsync<int>(seed, new int[TypedTable.MaxRows + 1], cancellationToken: TestContext.Current.CancellationToken);
        }

        await using (var file = File.Create(folder.File("times.parquet")))
        {
            await using var writer = await ParquetWriter.CreateAsync(new ParquetSchema(time), file, cancellationToken: TestContext.Current.CancellationToken);
            using var group = writer.CreateRowGroup();
            await group.WriteAsync<DateTime>(time, new DateTime[2], cancellationToken: TestContext.Current.CancellationToken);
        }

        Expect(folder.File("rows.parquet"), "is too large: it has more than 2,000,000 rows. Split it, or leave out columns.");
        Expect(folder.File("times.parquet"), "column time has the type DateTime; expected numbers, truth values or strings.");
    }

    [Theory]
    [InlineData("sed", null, null, "--replicate: scores.csv has no column 'sed'; its columns are model, seed, accuracy. Did you mean seed?")]
    [InlineData(null, "acc", null, "--metric: scores.csv has no column 'acc'; its columns are model, seed, accuracy.")]
    [InlineData(null, "accuracy/total", null, "--metric: scores.csv has no column 'total'; its columns are model, seed, accuracy.")]
    [InlineData(null, null, "modle", "--axis: scores.csv has no column 'modle'; its columns are model, seed, accuracy. Did you mean model?")]
    [InlineData("seed", "seed", null, "Column seed has two roles. Name it in one of --replicate, --metric, once.")]
    public void Bad_option_gives_one_sentence(string? replicate, string? metric, string? axis, string sentence)
    {
        var table = TypedTable.Read(folder.Write("scores.csv", "model,seed,accuracy\na,1,0.5\na,2,0.6\nb,1,0.5\nb,2,0.6\n"));
        var message = Assert.Throws<UsageException>(() => RoleFinder.Find(table, new RoleOptions(replicate, metric, axis))).Message;

        Assert.Equal(sentence, message.Replace(folder.Path + Path.DirectorySeparatorChar, "", StringComparison.Ordinal));
    }

    private static byte[] Compress(byte[] bytes)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest))
        {
            gzip.Write(bytes);
        }

        return compressed.ToArray();
    }

    private static void Expect(string file, string? sentence)
    {
        if (sentence is null)
        {
            RoleFinder.Find(TypedTable.Read(file), new RoleOptions());
            return;
        }

        var message = Assert.Throws<DataFileException>(() => RoleFinder.Find(TypedTable.Read(file), new RoleOptions())).Message;
        Assert.Contains(sentence, message, StringComparison.Ordinal);
        Assert.Contains(file, message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
    }
}
