using Symmetry.Client.Tests.Fakes;
using Symmetry.Formats.Specs;

namespace Symmetry.Client.Tests.Specs;

public sealed class SpecFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Missing_file_gives_one_sentence()
    {
        Assert.EndsWith("missing.yaml: The file does not exist.", Message(folder.File("missing.yaml")), StringComparison.Ordinal);
        Assert.EndsWith("nowhere/x.yaml: The file does not exist.", Message(folder.File("nowhere/x.yaml")), StringComparison.Ordinal);
    }

    [Fact]
    public void Directory_gives_one_sentence() =>
        Assert.Equal($"{folder.Path}: Expected a YAML file, got a directory.", Message(folder.Path));

    [Fact]
    public void File_of_more_than_a_megabyte_is_not_read()
    {
        var exact = folder.Write("exact.yaml", "replicates: 1\n#" + new string('x', SpecFile.MaxBytes - 15));
        var larger = folder.Write("larger.yaml", "replicates: 1\n#" + new string('x', SpecFile.MaxBytes - 14));

        Assert.Equal(1, SpecFile.Read(exact).Replicates);
        Assert.EndsWith("The file is larger than 1 MB; the maximum is 1,048,576 bytes.", Message(larger), StringComparison.Ordinal);
    }

    [Fact]
    public void Invalid_UTF_8_gives_one_sentence_with_line_and_column()
    {
        var path = folder.File("latin1.yaml");
        File.WriteAllBytes(path, [.. "replicates: 1\n# gr"u8, 0xFC, .. "n\n"u8]);

        Assert.Equal($"{path}:2:5: These bytes are not UTF-8. Save the file as UTF-8 text.", Message(path));
    }

    [Fact]
    public void Byte_order_mark_and_carriage_returns_are_accepted()
    {
        var path = folder.File("windows.yaml");
        File.WriteAllBytes(path, [0xEF, 0xBB, 0xBF, .. "name: w\r\nreplicates: 3\r\n"u8]);

        Assert.Equal(3, SpecFile.Read(path).Replicates);
    }

    [Fact]
    public void Sweep_without_a_name_has_the_name_of_its_file()
    {
        Assert.Equal("my-sweep", SpecFile.Read(folder.Write("my-sweep.yaml", "replicates: 1\n")).Spec.Name);
        Assert.Contains(":1:1: Invalid name 'my sweep'. Use 1 to 64 letters,",
            Message(folder.Write("my sweep.yaml", "replicates: 1\n")), StringComparison.Ordinal);
    }

    private static string Message(string path) => Assert.Throws<SpecFileException>(() => SpecFile.Read(path)).Message;
}
