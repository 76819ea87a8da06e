namespace Symmetry.Web.Tests;

/// <summary>The folder of the repository that the tests were built in.</summary>
internal static class Repository
{
    public static string Folder { get; } = Find();

    private static string Find()
    {
        var above = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(above.FullName, "Symmetry.Distributed.sln")))
        {
            above = above.Parent!;
        }

        return above.FullName;
    }
}
