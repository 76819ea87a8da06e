using Parquet;
using Parquet.Schema;
using Symmetry.Client.Tests.Fakes;
using Symmetry.Engine.Data;
using Symmetry.Formats.DataSets;
using Symmetry.Formats.Files;
using Symmetry.Formats.Specs;

namespace Symmetry.Client.Tests.DataSets;

/// <summary>Images read from files, and the one-sentence message for every mistake in a file.</summary>
public sealed class DataFileTests : IDisposable
{
    private const string ExpectedFiles = "data: expected images and labels (IDX files), or table (a CSV or Parquet file), "
        + "such as data: {images: train-images.gz, labels: train-labels.gz}, got ";

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Byte_images_are_scaled_whether_compressed_or_not()
    {
        var images = Write("images", IdxBytes.Encode(8, [2, 1, 3], [0, 255, 51, 102, 0, 0]));
        var labels = Write("labels", IdxBytes.Encode(8, [2], [1, 0]));
        var set = IdxFile.Read(images, labels, range: null);

        Assert.Equal((2, 1, 3, 2), (set.Count, set.Height, set.Width, set.Classes));
        Assert.Equal([-1f, 1f, -0.6f, -0.2f, -1f, -1f], set.Values.ToArray());
        Assert.Equal([1, 0], set.Labels.ToArray());
        Assert.Equal(
            DataSet.FromImages(set), DataSet.FromImages(IdxFile.Read(Write("compressed", IdxBytes.Compress(File.ReadAllBytes(images))), labels, null)));
        Assert.NotEqual(DataSet.FromImages(set), DataSet.FromImages(IdxFile.Read(images, labels, new PixelRange(0, 256))));
    }

    [Theory]
    [InlineData(0x0B, "FFFF0000", "0001", -1, 1)]
    [InlineData(0x0D, "BF8000003F000000", "00000001", -1, 1)]
    [InlineData(0x0E, "3FF00000000000004000000000000000", "00000001", -1, 1)]
    public void Other_value_types_are_scaled_from_smallest_to_largest_value(byte type, string values, string labels, float first, float second)
    {
        var images = Write("images", IdxBytes.Encode(type, [2, 1, 1], Convert.FromHexString(values)));
        var set = IdxFile.Read(images, Write("labels", IdxBytes.Encode(8, [2], Convert.FromHexString(labels)[^2..])), null);

        Assert.Equal([first, second], set.Values.ToArray());
    }

    [Theory]
    [InlineData(8, "00050607")]
    [InlineData(9, "00050607")]
    public void Value_outside_the_range_of_an_IDX_file_is_named(byte type, string values)
    {
        var images = Write("images", IdxBytes.Encode(type, [2, 1, 2], Convert.FromHexString(values)));
        var labels = Write("labels", IdxBytes.Encode(8, [2], [1, 0]));

        Assert.Equal(
            $"{images}: pixel 1 of image 1 is 7, outside the range 0 to 6. The key 'range' sets it.",
            Assert.Throws<DataFileException>(() => IdxFile.Read(images, labels, new PixelRange(0, 6))).Message);
    }

    [Fact]
    public void Same_images_in_IDX_CSV_and_Parquet_are_the_same_data_set()
    {
        var images = Write("images", IdxBytes.Encode(8, [3, 2, 2], [0, 255, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]));
        var idx = IdxFile.Read(images, Write("labels", IdxBytes.Encode(8, [3], [2, 0, 1])), null);
        var range = new PixelRange(0, 255);
        var csv = TableFile.Read(folder.Write("t.csv", "a,b,label,c,d\n0,255,2,3,4\n5,6,0,7,8\n\n9,10,1,11,12\n"), new TableLayout(null, null, null, range));
        var parquet = TableFile.Read(WriteParquet("t.parquet"), new TableLayout("which", 2, 2, range));

        Assert.Equal(DataSet.FromImages(idx), DataSet.FromImages(csv));
        Assert.Equal(DataSet.FromImages(idx), DataSet.FromImages(parquet));
    }

    [Fact]
    public void Text_labels_become_classes_in_ordinal_order()
    {
        var file = folder.Write("t.csv", "label,x\n\"two, or more\",0\none,1\n\"two, or more\",2\nthree,3\n");
        var set = TableFile.Read(file, new TableLayout(null, null, null, null));

        Assert.Equal([2, 0, 2, 1], set.Labels.ToArray());
        Assert.Equal(3, set.Classes);
    }

    [Theory]
    [InlineData("a,b\n1,2\n", "has no label column 'label'; its columns are a, b. The key 'label' chooses the label column.")]
    [InlineData("", "is empty. Expected a line of column names, then one line per row.")]
    [InlineData("label,x\n", "has 0 images; expected at least 2, one to train on and one to test on.")]
    [InlineData("label,x\n0,1\n", "has 1 image; expected at least 2, one to train on and one to test on.")]
    [InlineData("label,x\n0,1\n0,2\n", "has 1 class; expected 2 to 256, labelled from 0.")]
    [InlineData("label,x\n0,1\n1,red\n", "row 2 has \"red\" in column x; expected a number.")]
    [InlineData("label,x\n0,1\n1,NaN\n", "row 2 has \"NaN\" in column x; expected a number.")]
    [InlineData("label,x\n0,1\n1\n", "line 3 has 1 value; the first line has 2.")]
    [InlineData("label,x\n0,1\n,2\n", "row 2 has no label.")]
    [InlineData("label,x\n0,1\n\"1,2\n", "line 3 has an unclosed quote.")]
    [InlineData("label,x\n0,5\n1,5\n", "every pixel is 5: the images are blank.")]
    [InlineData("label,x,y,z\n0,5,1,1\n1,5,2,2\n", "has 3 pixel columns, but images of 1 x 1 have 1 pixels. The keys 'height' and 'width' set the size.")]
    public void Bad_table_gives_one_sentence(string csv, string sentence)
    {
        var message = Assert.Throws<DataFileException>(() => TableFile.Read(folder.Write("t.csv", csv), new TableLayout(null, null, null, null))).Message;

        Assert.Contains(sentence, message, StringComparison.Ordinal);
        Assert.StartsWith(folder.File("t.csv"), message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0000080300000002000000010000000100", "00000801000000020001", "images ends too early: part of it is missing.")]
    [InlineData("00000803000000020000000100000001000102", "00000801000000020001",
        "images has extra data after its 2 values: the sizes in its header do not match its length.")]
    [InlineData("000008030000000200000001000000010001", "000008010000000300010", "labels ends too early")]
    [InlineData("000008030000000200000001000000010001", "0000080100000003000100", "has 2 images but")]
    [InlineData("0000080100000002FFFF", "00000801000000020001", "images has 1 dimensions; an image file has 3: images, rows, columns.")]
    [InlineData("89504E470D0A1A0A", "00000801000000020001", "images starts with the bytes 89504E47; an IDX file starts with 0000")]
    [InlineData("00000803FFFFFFFF000000010000000100", "00000801000000020001", "images has a dimension of size -1; expected 1 or more.")]
    [InlineData("000008037FFFFFFF7FFFFFFF7FFFFFFF00", "00000801000000020001", "the limit is 50,000,000 pixels in total.")]
    [InlineData("000008030000000200000001000000010001", "00000D0100000002000000003F000000", "labels: label 1 is 0.5; expected a whole number from 0 to 255.")]
    public void Bad_IDX_file_gives_one_sentence(string images, string labels, string sentence)
    {
        var message = Assert.Throws<DataFileException>(() => IdxFile.Read(Write("images", Bytes(images)), Write("labels", Bytes(labels)), null)).Message;

        Assert.Contains(sentence, message, StringComparison.Ordinal);
    }

    // Goal: a small file cannot take much memory. Method: 600 MB of zeros in about 3 MB.
    [Theory]
    [InlineData("zeros.csv.gz", "label,x\n", "line 2 is longer than 16,777,216 bytes.")]
    [InlineData("zeros.jsonl.gz", "", "line 1 is longer than 16,777,216 bytes.")]
    public void Compressed_zeros_are_refused_with_little_memory(string name, string head, string sentence)
    {
        WriteZeros(name, System.Text.Encoding.UTF8.GetBytes(head));
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Contains(sentence, MessageFor($"table: {name}"), StringComparison.Ordinal);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 200L << 20);
    }

    [Fact]
    public void Compressed_images_with_more_bytes_than_their_header_says_are_not_read_to_their_end()
    {
        WriteZeros("images.gz", IdxBytes.Encode(8, [2, 2, 2], []));
        File.WriteAllBytes(folder.File("labels"), IdxBytes.Encode(8, [2], [0, 1]));
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Contains("has extra data after its 8 values", MessageFor("images: images.gz, labels: labels"), StringComparison.Ordinal);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 10L << 20);
    }

    [Fact]
    public void Missing_unreadable_and_out_of_range_files_give_one_sentence_each()
    {
        Assert.Contains("no such file", MessageFor("table: nowhere.csv"), StringComparison.Ordinal);
        folder.Write("bad.parquet", "PAR0");
        Assert.Contains("Cannot read ", MessageFor("table: bad.parquet"), StringComparison.Ordinal);
        folder.Write("bad.xls", "x");
        Assert.Contains("Expected .csv, .csv.gz, .jsonl, .jsonl.gz or .parquet", MessageFor("table: bad.xls"), StringComparison.Ordinal);
        folder.Write("t.csv", "label,x\n0,1\n1,7\n");
        Assert.Contains("pixel 0 of image 1 is 7, outside the range 0 to 5. The key 'range' sets it.",
            MessageFor("table: t.csv, range: [0, 5]"), StringComparison.Ordinal);
        File.WriteAllBytes(folder.File("cut.csv.gz"), IdxBytes.Compress("label,x\n0,1\n1,7\n"u8.ToArray())[..^9]);
        Assert.Contains("cut.csv.gz is truncated or damaged", MessageFor("table: cut.csv.gz"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}", ExpectedFiles + "nothing.")]
    [InlineData("{images: a}", ExpectedFiles + "images.")]
    [InlineData("{images: a, labels: b, table: c}", ExpectedFiles + "images, labels, table.")]
    [InlineData("{images: a, labels: b, height: 3}", "data.height applies to tables only; IDX files contain their sizes.")]
    [InlineData("{tabel: a.csv}", "Unknown key 'tabel'. Valid keys of data: images, labels, table, label, height, width, range. Did you mean table?")]
    [InlineData("{table: a.csv, range: [5, 1]}", "data.range: expected two numbers, the smaller first, such as [0, 255], got a list.")]
    [InlineData("{table: a.csv, height: 0}", "data.height: expected a whole number from 1 to 10000, got '0'.")]
    [InlineData("mnist", ExpectedFiles + "'mnist'.")]
    public void Bad_data_key_gives_one_sentence_with_line_and_column(string data, string sentence)
    {
        var message = Assert.Throws<SpecFileException>(() => SpecFile.Read(folder.Write("s.yaml", $"replicates: 1\ndata: {data}\n"))).Message;

        Assert.Contains(sentence, message, StringComparison.Ordinal);
        Assert.StartsWith(folder.File("s.yaml") + ":2:", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Key_and_setting_for_data_cannot_be_combined()
    {
        folder.Write("t.csv", "label,x\n0,1\n1,7\n");

        Assert.Contains("data is given twice", Assert.Throws<SpecFileException>(() => SpecFile.Read(
            folder.Write("s.yaml", "replicates: 1\ndata: {table: t.csv}\nfixed: {data: digits}\n"))).Message, StringComparison.Ordinal);
    }

    private static byte[] Bytes(string hexadecimal) => Convert.FromHexString(hexadecimal.Length % 2 == 0 ? hexadecimal : hexadecimal[..^1]);

    private string MessageFor(string data) =>
        Assert.Throws<SpecFileException>(() => SpecFile.Read(folder.Write("s.yaml", $"replicates: 1\ndata: {{{data}}}\n"))).Message;

    private void WriteZeros(string name, byte[] head)
    {
        var zeros = new byte[1 << 20];
        using var file = new System.IO.Compression.GZipStream(File.Create(folder.File(name)), System.IO.Compression.CompressionLevel.Fastest);
        file.Write(head);
        for (var i = 0; i < 600; i++)
        {
            file.Write(zeros);
        }
    }

    private string Write(string name, byte[] bytes)
    {
        File.WriteAllBytes(folder.File(name), bytes);
        return folder.File(name);
    }

    private string WriteParquet(string name)
    {
        var fields = new[] { new DataField<double>("a"), new DataField<double>("b"), new DataField<double>("c"), new DataField<double>("d") };
        var which = new DataField<int>("which");
        WriteAsync().GetAwaiter().GetResult();
        return folder.File(name);

        async Task WriteAsync()
        {
            await using var file = File.Create(folder.File(name));
            await using var writer = await ParquetWriter.CreateAsync(new ParquetSchema([.. fields, which]), file);
            using var group = writer.CreateRowGroup();
            double[][] columns = [[0, 5, 9], [255, 6, 10], [3, 7, 11], [4, 8, 12]];
            for (var i = 0; i < fields.Length; i++)
            {
                await group.WriteAsync<double>(fields[i], columns[i]);
            }

            await group.WriteAsync<int>(which, new[] { 2, 0, 1 });
        }
    }
}
