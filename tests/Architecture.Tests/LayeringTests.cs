using System.Reflection;
using System.Text.RegularExpressions;

namespace Symmetry.Architecture.Tests;

/// <summary>Silo → Grains → Grains.Interfaces → Engine; Client → Grains.Interfaces, and Silo only to embed one.</summary>
/// <remarks>Hosting → Engine serves all that start a process.</remarks>
public sealed partial class LayeringTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Engine"] = [],
        ["Analysis"] = ["Engine"],
        ["Grains.Interfaces"] = ["Engine"],
        ["Hosting"] = ["Engine"],
        ["Grains"] = ["Grains.Interfaces", "Hosting", "Analysis", "Engine"],
        ["Web"] = ["Grains.Interfaces", "Formats", "Views", "Analysis", "Engine"],
        ["Formats"] = ["Analysis", "Engine"],
        ["Views"] = ["Analysis", "Engine"],
        ["Silo"] = ["Grains", "Web", "Hosting", "Analysis", "Grains.Interfaces", "Engine"],
        ["Client"] = ["Grains.Interfaces", "Hosting", "Formats", "Analysis", "Views", "Engine", "Silo"],
    };

    public static TheoryData<string> Projects => [.. Allowed.Keys];

    [Fact]
    public void Every_project_has_its_place() =>
        Assert.Equal(Allowed.Keys.Order(), Directory.GetDirectories(Path.Combine(Repository.Root, "src")).Select(folder => Path.GetFileName(folder)!).Order());

    [Theory]
    [MemberData(nameof(Projects))]
    public void An_inner_layer_does_not_know_an_outer_one(string project) =>
        Assert.Subset(Allowed[project].ToHashSet(), Repository.ProjectsOf(project).ToHashSet());

    // Project references can be transitive, so check the metadata for the assemblies that are actually used.
    [Theory]
    [MemberData(nameof(Projects))]
    public void An_assembly_uses_only_what_its_layer_may(string project)
    {
        var names = AssemblyOf(project).GetReferencedAssemblies().Select(name => name.Name!).ToList();
        var ours = Allowed.Keys.Where(other => names.Contains(NameOf(other)));

        Assert.Subset(Allowed[project].ToHashSet(), ours.ToHashSet());
    }

    [Fact]
    public void The_client_does_not_know_how_grains_work() =>
        Assert.DoesNotContain("Symmetry.Grains", AssemblyOf("Client").GetReferencedAssemblies().Select(name => name.Name));

    [Fact]
    public void The_client_names_the_silo_only_where_it_embeds_one()
    {
        var naming = Repository.Sources("Client").Where(file => SiloNamespace().IsMatch(File.ReadAllText(file))).ToList();

        Assert.NotEmpty(naming);
        Assert.All(naming, file => Assert.Contains("/src/Client/Embedding/", file, StringComparison.Ordinal));
    }

    [Fact]
    public void The_engine_stands_on_the_base_class_library_and_MathNet()
    {
        Assert.Equal(["MathNet.Numerics"], Repository.PackagesOf("Engine"));
        Assert.All(
            AssemblyOf("Engine").GetReferencedAssemblies(),
            name => Assert.Matches("^(System($|\\.)|netstandard$|MathNet\\.Numerics$)", name.Name!));
    }

    [Fact]
    public void The_engine_knows_no_files_no_console_and_no_clock()
    {
        var outside = Repository.Sources("Engine")
            .SelectMany(file => File.ReadLines(file).Select((line, i) => $"{file}:{i + 1}: {line.Trim()}"))
            .Where(line => OutsideWorld().IsMatch(line) && !IsComment().IsMatch(line));

        Assert.Empty(outside);
    }

    [Fact]
    public void The_contract_has_no_package_but_the_SDK_of_Orleans() =>
        Assert.Equal(["Microsoft.Orleans.Sdk"], Repository.PackagesOf("Grains.Interfaces"));

    private static Assembly AssemblyOf(string project) => Assembly.Load(NameOf(project));

    private static string NameOf(string project) => project switch
    {
        "Client" => "symmetry",
        "Silo" => "symmetry-silo",
        _ => $"Symmetry.{project}",
    };

    [GeneratedRegex(@"\bSymmetry\.Silo\b", RegexOptions.NonBacktracking)]
    private static partial Regex SiloNamespace();

    [GeneratedRegex(
        @"\b(File|Directory|FileStream|FileInfo|Console|DateTime|DateTimeOffset|Stopwatch|TimeProvider|"
        + @"Environment\.TickCount(64)?|Environment\.GetEnvironmentVariable)\b[.(]",
        RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex OutsideWorld();

    [GeneratedRegex(@":[0-9]+: //", RegexOptions.NonBacktracking)]
    private static partial Regex IsComment();
}
