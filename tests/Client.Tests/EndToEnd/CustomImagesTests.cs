using System.Text.Json;
using System.Text.RegularExpressions;
using Symmetry.Client.Commands;
using Symmetry.Client.Tests.DataSets;
using Symmetry.Client.Tests.Fakes;

namespace Symmetry.Client.Tests.EndToEnd;

/// <summary>Custom images, used as README describes.</summary>
public sealed partial class CustomImagesTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task README_example_runs_on_IDX_files()
    {
        var section = Section().Match(await File.ReadAllTextAsync(Path.Combine(Root(), "README.md")));
        Assert.True(section.Success, "README lacks a section with a specification that has a data key and the command that runs it.");
        var (spec, command) = (section.Groups["spec"].Value, section.Groups["command"].Value.Split(' '));
        var files = Files().Match(spec);
        var (images, labels) = IdxBytes.Bars(count: 60, height: 7, width: 5, classes: 3);
        await WriteAsync(files.Groups["images"].Value, images);
        await WriteAsync(files.Groups["labels"].Value, labels);
        var name = command.Single(word => word.EndsWith(".yaml", StringComparison.Ordinal));
        folder.Write(name, spec.Replace("replicates: 10", "replicates: 2", StringComparison.Ordinal));
        string[] arguments = [.. command.Skip(1).Select(word => word == name ? folder.File(name) : word), "--data", folder.File("runs"), "--slots", "1"];

        using var run = Session();
        Assert.Equal((0, ""), (await run.RunAsync([.. arguments, "--quiet"]), run.Error));
        Assert.Contains("gradient", run.Out, StringComparison.Ordinal);

        // The images are stored beside the results, so a trial can be reproduced without the original files.
        var id = JsonDocument.Parse((await LinesAsync("list"))[0]).RootElement.GetProperty("sweep").GetString()!;
        File.Delete(folder.File(files.Groups["images"].Value));
        using var rerun = Session();
        Assert.Equal(0, await rerun.RunAsync("rerun", id, "0", "1", "--data", folder.File("runs")));
        Assert.Contains("reproduced: ", rerun.Out, StringComparison.Ordinal);

        // Changing one pixel makes a different data set and thus a different sweep; no results are reused.
        images[^1] ^= 0xFF;
        await WriteAsync(files.Groups["images"].Value, images);
        using var changed = Session();
        Assert.Equal(0, await changed.RunAsync(arguments));
        Assert.DoesNotContain("were already done", changed.Error, StringComparison.Ordinal);
        Assert.Equal(2, (await LinesAsync("list")).Length);
    }

    [Fact]
    public async Task Images_modified_in_the_folder_are_detected()
    {
        var spec = folder.Write("own.yaml", "replicates: 2\ndata: {table: t.csv}\nfixed: {epochs: 1, hidden: [2], enlarged: false}\n");
        folder.Write("t.csv", "label,x\n" + string.Concat(Enumerable.Range(0, 20).Select(i => $"{i % 2},{i}\n")));
        using var run = Session();
        Assert.Equal((0, ""), (await run.RunAsync("run", spec, "--data", folder.File("runs"), "--slots", "1", "--quiet"), run.Error));
        var stored = Assert.Single(Directory.GetFiles(folder.File("runs/data-sets"), "*.images"));
        var bytes = await File.ReadAllBytesAsync(stored);
        bytes[^1] ^= 1;
        await File.WriteAllBytesAsync(stored, bytes);

        using var rerun = Session();
        Assert.Equal(5, await rerun.RunAsync("rerun", "own", "0", "0", "--data", folder.File("runs")));
        Assert.Contains("is not the data set 20x1x1x2-", rerun.Error, StringComparison.Ordinal);

        // A run with the original files repairs the stored images.
        using var again = Session();
        Assert.Equal(0, await again.RunAsync("run", spec, "--data", folder.File("runs"), "--slots", "1"));
        using var repaired = Session();
        Assert.Equal(0, await repaired.RunAsync("rerun", "own", "0", "0", "--data", folder.File("runs")));
    }

    [Fact]
    public async Task Data_command_writes_images_for_remote_silos()
    {
        var spec = folder.Write("own.yaml", "replicates: 2\ndata: {table: t.csv}\n");
        folder.Write("t.csv", "label,x\n0,1\n1,2\n");
        using var session = Session();
        Assert.Equal(0, await session.RunAsync("data", spec, "--to", folder.File("sets")));
        var file = session.Out.Trim();

        var hash = System.Security.Cryptography.SHA256.HashData(await File.ReadAllBytesAsync(file));
        Assert.Equal(Path.GetFileNameWithoutExtension(file), Convert.ToHexStringLower(hash));
        using var digits = Session();
        Assert.Equal(2, await digits.RunAsync("data", folder.Write("digits.yaml", "replicates: 1\n"), "--to", folder.File("sets")));
        Assert.Contains("its images are the embedded digits", digits.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Invalid_extension_gives_exit_code_2_and_one_sentence()
    {
        foreach (var (name, sentence) in ((string, string)[])[("nowhere.dll", "does not exist"), ("text.dll", "cannot be used")])
        {
            folder.Write("text.dll", "no assembly");
            using var session = Session();
            Assert.Equal(2, await session.RunAsync("schema", "--extension", folder.File(name)));
            Assert.Contains(sentence, session.Error, StringComparison.Ordinal);
            Assert.Single(session.Error.TrimEnd('\n').Split('\n'));
        }

        using var none = Session();
        Assert.Equal(2, await none.RunAsync("schema", "--extension", typeof(CustomImagesTests).Assembly.Location));
        Assert.Contains("has no public class that implements IFeatureMapFactory", none.Error, StringComparison.Ordinal);
    }

    private static Session Session() => new() { Open = CliEnvironment.OpenAsync };

    private static string Root()
    {
        var above = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(above.FullName, "Symmetry.Distributed.sln")))
        {
            above = above.Parent!;
        }

        return above.FullName;
    }

    private async Task<string[]> LinesAsync(string verb)
    {
        using var session = Session();
        Assert.Equal(0, await session.RunAsync(verb, "--data", folder.File("runs"), "--json"));
        return session.Out.TrimEnd('\n').Split('\n');
    }

    private Task WriteAsync(string name, byte[] bytes) =>
        File.WriteAllBytesAsync(folder.File(name), name.EndsWith(".gz", StringComparison.Ordinal) ? IdxBytes.Compress(bytes) : bytes);

    [GeneratedRegex("```yaml\n(?<spec>[^`]*data: [^`]*)```\n[^`]*```sh\n(?<command>symmetry run [^\n]*)\n",
        RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Section();

    [GeneratedRegex("images: (?<images>[^,}\n]+), labels: (?<labels>[^,}\n]+)", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Files();
}
