using Parquet;
using Parquet.Schema;
using Symmetry.Client.DataSets;
using Symmetry.Client.Specs;
using Symmetry.Client.Tests.Fakes;
using Symmetry.Engine.Data;

namespace Symmetry.Client.Tests.DataSets;

/// <summary>Images out of files, and a sentence for everything that can be wrong with one.</summary>
public sealed class DataFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Bytes_are_scaled_from_their_range_packed_or_not()
    {
        var images = Write("images", IdxBytes.Of(8, [2, 1, 3], [0, 255, 51, 102, 0, 0]));
        var labels = Write("labels", IdxBytes.Of(8, [2], [1, 0]));
        var set = IdxFile.Read(images, labels, range: null);

        Assert.Equal((2, 1, 3, 2), (set.Count, set.Height, set.Width, set.Classes));
        Assert.Equal([-1f, 1f, -0.6f, -0.2f, -1f, -1f], set.Values.ToArray());
        Assert.Equal([1, 0], set.Labels.ToArray());
        Assert.Equal(
            DataSet.Of(set), DataSet.Of(IdxFile.Read(Write("packed", IdxBytes.Packed(File.ReadAllBytes(images))), labels, null)));
        Assert.NotEqual(DataSet.Of(set), DataSet.Of(IdxFile.Read(images, labels, new PixelRange(0, 256))));
    }

    [Theory]
    [InlineData(0x0B, "FFFF0000", "0001", -1, 1)]
    [InlineData(0x0D, "BF8000003F000000", "00000001", -1, 1)]
    [InlineData(0x0E, "3FF00000000000004000000000000000", "00000001", -1, 1)]
    public void Other_types_are_read_and_scaled_from_the_least_to_the_greatest(byte type, string values, string labels, float first, float second)
    {
        var set = IdxFile.Read(Write("images", IdxBytes.Of(type, [2, 1, 1], Convert.FromHexString(values))), Write("labels", IdxBytes.Of(8, [2], Convert.FromHexString(labels)[^2..])), null);

        Assert.Equal([first, second], set.Values.ToArray());
    }

    [Fact]
    public void The_same_images_are_the_same_data_set_as_IDX_CSV_and_Parquet()
    {
        var idx = IdxFile.Read(Write("images", IdxBytes.Of(8, [3, 2, 2], [0, 255, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])), Write("labels", IdxBytes.Of(8, [3], [2, 0, 1])), null);
        var range = new PixelRange(0, 255);
        var csv = TableFile.Read(folder.Write("t.csv", "a,b,label,c,d\n0,255,2,3,4\n5,6,0,7,8\n\n9,10,1,11,12\n"), new TableLayout(null, null, null, range));
        var parquet = TableFile.Read(WriteParquet("t.parquet"), new TableLayout("which", 2, 2, range));

        Assert.Equal(DataSet.Of(idx), DataSet.Of(csv));
        Assert.Equal(DataSet.Of(idx), DataSet.Of(parquet));
    }

    [Fact]
    public void Labels_that_are_words_are_classes_in_their_order()
    {
        var set = TableFile.Read(folder.Write("t.csv", "label,x\n\"two, or more\",0\none,1\n\"two, or more\",2\nthree,3\n"), new TableLayout(null, null, null, null));

        Assert.Equal([2, 0, 2, 1], set.Labels.ToArray());
        Assert.Equal(3, set.Classes);
    }

    [Theory]
    [InlineData("a,b\n1,2\n", "has no column label with labels; its columns are a, b. The key label names another.")]
    [InlineData("", "is empty; allowed is a line of column names, then a line an image.")]
    [InlineData("label,x\n", "has 0 images; allowed are 2 or more, to train on and to test on.")]
    [InlineData("label,x\n0,1\n", "has 1 image; allowed are 2 or more, to train on and to test on.")]
    [InlineData("label,x\n0,1\n0,2\n", "has 1 classes; allowed are 2 to 256, labelled from 0.")]
    [InlineData("label,x\n0,1\n1,red\n", "row 2 has \"red\" in the column x; allowed is a number.")]
    [InlineData("label,x\n0,1\n1,NaN\n", "row 2 has \"NaN\" in the column x; allowed is a number.")]
    [InlineData("label,x\n0,1\n1\n", "line 3 has 1 values; allowed are 2, as in the first line.")]
    [InlineData("label,x\n0,1\n,2\n", "row 2 has no label.")]
    [InlineData("label,x\n0,1\n\"1,2\n", "line 3 has a quote that does not end.")]
    [InlineData("label,x\n0,5\n1,5\n", "every pixel is 5; allowed are images in which something can be seen.")]
    [InlineData("label,x,y,z\n0,5,1,1\n1,5,2,2\n", "has 3 columns beside the labels, and images of 1 x 1 have 1 pixels; the keys height and width set the size.")]
    public void What_is_wrong_with_a_table_is_one_sentence(string csv, string sentence)
    {
        var complaint = Assert.Throws<DataFileException>(() => TableFile.Read(folder.Write("t.csv", csv), new TableLayout(null, null, null, null))).Message;

        Assert.Contains(sentence, complaint, StringComparison.Ordinal);
        Assert.StartsWith(folder.File("t.csv"), complaint, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0000080300000002000000010000000100", "00000801000000020001", "images ends too early: a part of it is missing.")]
    [InlineData("00000803000000020000000100000001000102", "00000801000000020001", "images goes on after its 2 values; the sizes in its head do not fit.")]
    [InlineData("000008030000000200000001000000010001", "000008010000000300010", "labels ends too early")]
    [InlineData("000008030000000200000001000000010001", "0000080100000003000100", "has 2 images and")]
    [InlineData("0000080100000002FFFF", "00000801000000020001", "images has 1 dimensions; images have 3: images, lines, pixels.")]
    [InlineData("89504E470D0A1A0A", "00000801000000020001", "images begins with the bytes 89504E47; an IDX file begins with 0000")]
    [InlineData("00000803FFFFFFFF000000010000000100", "00000801000000020001", "images has a dimension of -1; allowed is 1 or more.")]
    [InlineData("000008037FFFFFFF7FFFFFFF7FFFFFFF00", "00000801000000020001", "allowed are 50,000,000 pixels together.")]
    [InlineData("000008030000000200000001000000010001", "00000D0100000002000000003F000000", "labels: label 1 is 0.5; allowed are whole numbers from 0 to 255.")]
    public void What_is_wrong_with_an_IDX_file_is_one_sentence(string images, string labels, string sentence)
    {
        var complaint = Assert.Throws<DataFileException>(() => IdxFile.Read(Write("images", Bytes(images)), Write("labels", Bytes(labels)), null)).Message;

        Assert.Contains(sentence, complaint, StringComparison.Ordinal);
    }

    [Fact]
    public void Files_that_are_not_there_not_Parquet_or_outside_the_range_are_one_sentence()
    {
        Assert.Contains("there is no such file", Complaint("table: nowhere.csv"), StringComparison.Ordinal);
        folder.Write("bad.parquet", "PAR0");
        Assert.Contains("cannot be read as Parquet", Complaint("table: bad.parquet"), StringComparison.Ordinal);
        folder.Write("bad.xls", "x");
        Assert.Contains("allowed are .csv, .csv.gz and .parquet", Complaint("table: bad.xls"), StringComparison.Ordinal);
        folder.Write("t.csv", "label,x\n0,1\n1,7\n");
        Assert.Contains("pixel 0 of image 1 is 7; allowed are numbers from 0 to 5, which range sets", Complaint("table: t.csv, range: [0, 5]"), StringComparison.Ordinal);
        File.WriteAllBytes(folder.File("cut.csv.gz"), IdxBytes.Packed("label,x\n0,1\n1,7\n"u8.ToArray())[..^9]);
        Assert.Contains("cut.csv.gz is not whole", Complaint("table: cut.csv.gz"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}", "data has nothing; allowed are images and labels (IDX files), or table")]
    [InlineData("{images: a}", "data has images; allowed are images and labels")]
    [InlineData("{images: a, labels: b, table: c}", "data has images, labels, table; allowed are")]
    [InlineData("{images: a, labels: b, height: 3}", "data.height is for tables; IDX files say their sizes themselves.")]
    [InlineData("{tabel: a.csv}", "\"tabel\" is no key of data; allowed are images, labels, table, label, height, width, range. Did you mean table?")]
    [InlineData("{table: a.csv, range: [5, 1]}", "data.range is a list; allowed are two numbers, the smaller first, such as [0, 255].")]
    [InlineData("{table: a.csv, height: 0}", "data.height is 0; allowed is a whole number from 1 to 10000.")]
    [InlineData("mnist", "data is mnist; allowed are images and labels")]
    public void What_is_wrong_with_the_key_is_one_sentence_with_its_place(string data, string sentence)
    {
        var complaint = Assert.Throws<SpecFileException>(() => SpecFile.Read(folder.Write("s.yaml", $"replicates: 1\ndata: {data}\n"))).Message;

        Assert.Contains(sentence, complaint, StringComparison.Ordinal);
        Assert.StartsWith(folder.File("s.yaml") + ":2:", complaint, StringComparison.Ordinal);
    }

    [Fact]
    public void The_key_and_the_setting_together_are_twice_one_thing()
    {
        folder.Write("t.csv", "label,x\n0,1\n1,7\n");

        Assert.Contains("data is given twice", Assert.Throws<SpecFileException>(() => SpecFile.Read(
            folder.Write("s.yaml", "replicates: 1\ndata: {table: t.csv}\nfixed: {data: digits}\n"))).Message, StringComparison.Ordinal);
    }

    private static byte[] Bytes(string hexadecimal) => Convert.FromHexString(hexadecimal.Length % 2 == 0 ? hexadecimal : hexadecimal[..^1]);

    private string Complaint(string data) =>
        Assert.Throws<SpecFileException>(() => SpecFile.Read(folder.Write("s.yaml", $"replicates: 1\ndata: {{{data}}}\n"))).Message;

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
