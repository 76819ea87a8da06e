using System.Globalization;

namespace Symmetry.Chaos;

/// <summary>What the nemesis is told.</summary>
/// <param name="From">The number of the first run.</param>
/// <param name="Runs">The number of runs.</param>
/// <param name="Seed">With the number of a run, it determines the faults.</param>
/// <param name="Replicates">The trials in each of the two cells.</param>
/// <param name="Jobs">The number of clusters.</param>
/// <param name="Patience">What time limits are multiplied by, on a busy machine.</param>
/// <param name="Only">The names of the only faults to draw; empty for all.</param>
internal sealed record NemesisOptions(int From, int Runs, long Seed, int Replicates, int Jobs, int Patience, string[] Only)
{
    /// <summary>The arguments that replay a run.</summary>
    public string Replay =>
        string.Create(CultureInfo.InvariantCulture, $"--seed {Seed} --from RUN --runs 1{string.Concat(Only.Select(name => $" --only {name}"))}");
}
