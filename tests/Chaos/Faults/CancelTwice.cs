namespace Symmetry.Chaos.Faults;

/// <summary>Two clients cancel the sweep at once, and two resume it at once.</summary>
internal sealed class CancelTwice : IFault
{
    private static readonly TimeSpan WaitFor = TimeSpan.FromMinutes(1);

    public string Name => "CancelTwice";

    public bool Cancels => true;

    public async Task StrikeAsync(FaultTarget target, int silo, CancellationToken stop)
    {
        foreach (var verb in (string[])["cancel", "resume"])
        {
            var answers = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => target.Submitted.RunAsync(WaitFor, stop, verb, target.Sweep.Id)));
            if (Array.Find(answers, answer => answer.ExitCode != 0) is { } failed)
            {
                throw new FaultException($"{failed}");
            }
        }
    }
}
