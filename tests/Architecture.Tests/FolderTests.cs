using System.Xml.Linq;
using Symmetry.Architecture.Tests.Folders;

namespace Symmetry.Architecture.Tests;

/// <summary>Arrows point one way between the folders of a project, at every level.</summary>
public sealed class FolderTests
{
    public static TheoryData<string> Projects => [.. Repository.Projects];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Folders_of_a_project_do_not_depend_on_each_other_in_cycles(string project)
    {
        var cycles = FolderGraph.Cycles(FilesOf(project)).ToList();

        Assert.True(cycles.Count == 0, string.Join('\n', cycles));
    }

    [Fact]
    public void Graph_without_a_cycle_has_none() =>
        Assert.Empty(CycleFinder.Find(["a", "b", "c"], [("a", "b"), ("b", "c"), ("a", "c")]));

    [Fact]
    public void Cycles_are_found_with_all_their_nodes() =>
        Assert.Equal(
            [["a", "b", "c"], ["e", "f"]],
            CycleFinder.Find(["a", "b", "c", "d", "e", "f"], [("a", "b"), ("b", "c"), ("c", "a"), ("c", "d"), ("d", "e"), ("e", "f"), ("f", "e")]));

    [Fact]
    public void Added_cycle_between_folders_is_found()
    {
        var low = SourceFile.Read("Low/Number.cs", "namespace P.Low;\npublic sealed record Number(int Value);\n");
        var high = SourceFile.Read("High/Sum.cs", "using P.Low;\nnamespace P.High;\npublic class Sum { Number first; }\n");
        Assert.Empty(FolderGraph.Cycles([low, high]));

        var bad = SourceFile.Read("Low/Bad.cs", "using P.High;\nnamespace P.Low;\npublic class Bad { string text = $\"the {Sum.Zero}\"; }\n");
        var cycle = Assert.Single(FolderGraph.Cycles([low, high, bad]));
        Assert.Equal("the project: High -> Low -> High (High/Sum.cs uses Low/Number.cs; Low/Bad.cs uses High/Sum.cs)", cycle);
    }

    [Fact]
    public void Cycle_with_a_projects_own_files_is_found()
    {
        var own = SourceFile.Read("Main.cs", "using P.A;\nnamespace P;\nstatic class Main { Part part; }\n");
        var part = SourceFile.Read("A/Part.cs", "namespace P.A;\nclass Part { void Run() => Main.Start(); }\n");

        Assert.StartsWith("the project: . -> A -> . (", Assert.Single(FolderGraph.Cycles([own, part])), StringComparison.Ordinal);
    }

    [Fact]
    public void Cycle_inside_a_folder_is_found()
    {
        var a = SourceFile.Read("F/A/X.cs", "namespace P.F.A;\ninterface IX { B.Y Y(); }\n");
        var b = SourceFile.Read("F/B/Y.cs", "using P.F.A;\nnamespace P.F.B;\nclass Y : IX;\n");

        Assert.StartsWith("F/: A -> B -> A (", Assert.Single(FolderGraph.Cycles([a, b])), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("// Sum\n/* Sum */ string s = \"Sum\" + @\"\"\"Sum\"\"\" + $\"{{Sum}}\" + \"\"\"Sum\"\"\"; char c = '\"';")]
    [InlineData("int x = total.Sum;")]
    public void Comments_strings_and_members_name_no_type(string code)
    {
        var sum = SourceFile.Read("A/Sum.cs", "namespace P.A;\nclass Sum;\n");

        Assert.False(SourceFile.Read("B/User.cs", $"using P.A;\nnamespace P.B;\nclass User {{ {code} }}\n").Uses(sum));
    }

    [Fact]
    public void Type_that_is_not_imported_is_not_used()
    {
        var sum = SourceFile.Read("A/Sum.cs", "namespace P.A;\nclass Sum;\n");

        Assert.False(SourceFile.Read("B/User.cs", "namespace P.B;\nclass User { Sum sum; }\n").Uses(sum));
        Assert.True(SourceFile.Read("B/User.cs", "namespace P.B;\nclass User { Sum sum; }\n", "P.A").Uses(sum));
    }

    private static List<SourceFile> FilesOf(string project)
    {
        var folder = Path.Combine(Repository.Root, "src", project);
        var imports = XDocument.Load(Path.Combine(folder, $"{project}.csproj")).Descendants("Using").Select(item => item.Attribute("Include")!.Value).ToList();
        return [.. Repository.Sources(project)
            .Select(file => SourceFile.Read(Path.GetRelativePath(folder, file).Replace('\\', '/'), File.ReadAllText(file), imports))];
    }
}
