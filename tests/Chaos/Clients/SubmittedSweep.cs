using System.Globalization;
using Symmetry.Engine.Sweeps;

namespace Symmetry.Chaos.Clients;

/// <summary>A sweep on a cluster, as users see it: a specification in a file, and the commands of the program <c>symmetry</c>.</summary>
/// <param name="Sweep">The sweep.</param>
/// <param name="Spec">The file of its specification.</param>
/// <param name="Cluster">The gateways of the cluster.</param>
/// <param name="Expected">Its fingerprint.</param>
internal sealed record SubmittedSweep(Sweep Sweep, string Spec, string Cluster, string Expected)
{
    /// <summary>Runs a command with the cluster's address. Kills it if cancelled.</summary>
    /// <param name="waitFor">How long the program waits for a cluster that does not answer.</param>
    /// <param name="stop">Cancels.</param>
    /// <param name="arguments">The command and its arguments.</param>
    public Task<ClientAnswer> RunAsync(TimeSpan waitFor, CancellationToken stop, params string[] arguments) => SymmetryProcess.RunAsync(
        [.. arguments, "--cluster", Cluster, "--wait-for", waitFor.TotalSeconds.ToString("F0", CultureInfo.InvariantCulture)], stop);
}
