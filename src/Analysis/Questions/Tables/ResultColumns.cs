namespace Symmetry.Analysis.Questions.Tables;

/// <summary>Finds columns of results by name.</summary>
public static class ResultColumns
{
    /// <summary>The valid names.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Enum.GetNames<ResultColumn>().Select(name => name.ToLowerInvariant())];

    /// <summary>The columns of a list of names with commas between them, each once, in the given order.</summary>
    /// <param name="names">What was written.</param>
    /// <param name="option">The option that it was given for.</param>
    /// <exception cref="SelectionException">There is no column of one of the names.</exception>
    public static ImmutableArray<ResultColumn> FindAll(string names, string option) =>
        [.. names.Split(',', StringSplitOptions.TrimEntries).Select(name => Find(name, option)).Distinct()];

    private static ResultColumn Find(string name, string option) => Names.ToList().IndexOf(name) is >= 0 and var index
        ? (ResultColumn)index
        : throw new SelectionException(
            $"{option}: unknown column '{name}'. Valid columns: {string.Join(", ", Names)}." + NearestName.Hint(name, Names));
}
