namespace Symmetry.Architecture.Tests.Folders;

/// <summary>Which sibling folders depend on which, at every level of a project.</summary>
internal static class FolderGraph
{
    /// <summary>The node of the files in the project's own folder. Deeper down, a folder's own files are what its subfolders share.</summary>
    public const string OwnFiles = ".";

    /// <summary>The cycles between sibling folders at any level, each as a sentence.</summary>
    public static IEnumerable<string> Cycles(IReadOnlyCollection<SourceFile> files, string folder = "")
    {
        var nodes = files.GroupBy(file => Node(file, folder)).Where(node => node.Key != OwnFiles || folder.Length == 0)
            .ToDictionary(group => group.Key, group => group.ToList());
        var examples = new Dictionary<(string From, string To), string>();
        foreach (var (from, user) in nodes.SelectMany(node => node.Value.Select(file => (node.Key, file))))
        {
            foreach (var (to, used) in nodes.Where(node => node.Key != from && !examples.ContainsKey((from, node.Key))))
            {
                if (used.FirstOrDefault(user.Uses) is { } file)
                {
                    examples.Add((from, to), $"{user.Path} uses {file.Path}");
                }
            }
        }

        foreach (var cycle in CycleFinder.Find(nodes.Keys, examples.Keys))
        {
            var steps = cycle.Zip(cycle.Skip(1).Append(cycle[0]), (from, to) => examples[(from, to)]);
            yield return $"{(folder.Length == 0 ? "the project" : folder)}: {string.Join(" -> ", cycle.Append(cycle[0]))} ({string.Join("; ", steps)})";
        }

        foreach (var (node, inside) in nodes.Where(node => node.Key != OwnFiles))
        {
            foreach (var cycle in Cycles(inside, $"{folder}{node}/"))
            {
                yield return cycle;
            }
        }
    }

    private static string Node(SourceFile file, string folder)
    {
        var rest = file.Path[folder.Length..];
        var slash = rest.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? OwnFiles : rest[..slash];
    }
}
