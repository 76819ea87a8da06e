namespace Symmetry.Analysis.Text;

/// <summary>Suggests the name that was probably meant.</summary>
public static class NearestName
{
    /// <summary>" Did you mean …?" with the nearest of the names, or nothing when none is near.</summary>
    /// <param name="written">What was written.</param>
    /// <param name="names">The valid names.</param>
    public static string Hint(string written, IEnumerable<string> names)
    {
        var near = names
            .Select(name => (Name: name, Distance: Distance(written.ToUpperInvariant(), name.ToUpperInvariant())))
            .Where(candidate => candidate.Distance <= Math.Max(1, candidate.Name.Length / 3))
            .OrderBy(candidate => candidate.Distance)
            .FirstOrDefault();
        return near.Name is null ? "" : $" Did you mean {near.Name}?";
    }

    /// <summary>
    /// The least number of insertions, deletions, replacements and swaps of neighbours (optimal string alignment;
    /// F. Damerau, Communications of the ACM 7, 1964).
    /// </summary>
    internal static int Distance(string a, string b)
    {
        // Names are short; what is much longer than any of them is near to none.
        if (a.Length > 64 || b.Length > 64)
        {
            return int.MaxValue;
        }

        var table = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            table[i, 0] = i;
        }

        for (var j = 0; j <= b.Length; j++)
        {
            table[0, j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var replace = table[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                table[i, j] = Math.Min(replace, Math.Min(table[i - 1, j], table[i, j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    table[i, j] = Math.Min(table[i, j], table[i - 2, j - 2] + 1);
                }
            }
        }

        return table[a.Length, b.Length];
    }
}
