namespace Symmetry.Grains.Tests.Support;

internal static class Repository
{
    /// <summary>The folder of the solution.</summary>
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    private static string Find(string folder) =>
        File.Exists(Path.Combine(folder, "Symmetry.Distributed.sln")) ? folder : Find(Path.GetDirectoryName(folder)!);
}
