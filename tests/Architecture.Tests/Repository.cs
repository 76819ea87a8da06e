using System.Xml.Linq;

namespace Symmetry.Architecture.Tests;

/// <summary>The repository that the tests were built from.</summary>
internal static class Repository
{
    /// <summary>Its root: the folder with the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The names of the projects in src.</summary>
    public static IEnumerable<string> Projects => Directory.GetDirectories(Path.Combine(Root, "src")).Select(folder => Path.GetFileName(folder)!);

    /// <summary>The source files of a project, or of all projects, without what was generated.</summary>
    public static IEnumerable<string> Sources(string project = "") => CodeIn(Path.Combine("src", project));

    /// <summary>All C# files: those in src, the tests and the examples, without what was generated.</summary>
    public static IEnumerable<string> Code() => CodeIn("");

    /// <summary>The names of the projects that a project refers to.</summary>
    public static IReadOnlySet<string> ProjectsOf(string project) => References(project, "ProjectReference")
        .Select(path => Path.GetFileNameWithoutExtension(path)).ToHashSet();

    /// <summary>The names of the packages that a project refers to.</summary>
    public static IReadOnlySet<string> PackagesOf(string project) => References(project, "PackageReference").ToHashSet();

    private static IEnumerable<string> CodeIn(string folder) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal));

    private static IEnumerable<string> References(string project, string kind) =>
        XDocument.Load(Path.Combine(Root, "src", project, $"{project}.csproj"))
            .Descendants(kind)
            .Select(reference => reference.Attribute("Include")!.Value.Replace('\\', '/'));

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Symmetry.Distributed.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"No folder above {AppContext.BaseDirectory} has the solution.");
    }
}
