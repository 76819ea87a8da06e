using Symmetry.Grains;

namespace Symmetry.Client.Sweeps;

/// <summary>Finds the sweep that an abbreviated id means.</summary>
internal static class SweepIds
{
    /// <summary>The id that begins with what was written, if there is exactly one, or that is exactly it.</summary>
    /// <exception cref="UsageException">None or several begin so.</exception>
    public static string Find(string written, IReadOnlyList<SweepHead> sweeps)
    {
        var matches = sweeps.Where(sweep => sweep.Id.StartsWith(written, StringComparison.Ordinal)).Select(sweep => sweep.Id).ToList();
        if (matches.Contains(written))
        {
            return written;
        }

        return matches switch
        {
            [var only] => only,
            [] when sweeps.Count == 0 => throw new UsageException($"Unknown sweep '{written}': the store is empty."),
            [] => throw new UsageException($"Unknown sweep '{written}'. symmetry list shows the stored sweeps."
                + NearestName.Hint(written, sweeps.Select(sweep => sweep.Id))),
            _ => throw new UsageException(
                $"\"{written}\" is the beginning of {matches.Count} sweeps: {string.Join(", ", matches.Take(5))}{(matches.Count > 5 ? ", ..." : "")}."),
        };
    }
}
