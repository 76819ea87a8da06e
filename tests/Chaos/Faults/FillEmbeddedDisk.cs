using Symmetry.Chaos.Clients;

namespace Symmetry.Chaos.Faults;

/// <summary>Beside the cluster, the disk of an embedded run is full: the run must end with the reason, and the next one must complete the sweep.</summary>
internal sealed class FillEmbeddedDisk : IFault
{
    private const int Megabytes = 16;
    private const int Left = 200_000;
    private const int Done = 0;
    private const int Unreachable = 5;

    public string Name => "FullEmbeddedDisk";

    public async Task StrikeAsync(FaultTarget target, int silo, CancellationToken stop)
    {
        await using var disk = await SmallDisk.MountAsync(Megabytes);
        string[] run = ["run", target.Submitted.Spec, "--slots", "1", "--json", "-", "--quiet", "--data", Path.Combine(disk.Folder, "runs")];
        disk.Fill(Left);
        var full = await SymmetryProcess.RunAsync(run, stop);
        disk.Free();
        var free = await SymmetryProcess.RunAsync(run, stop);
        if (full.ExitCode is not (Done or Unreachable) || free.ExitCode != Done || FinalTable.Read(free.Output).Fingerprint != target.Submitted.Expected)
        {
            throw new FaultException($"on a full disk: {full}\nthen: {free}");
        }
    }
}
