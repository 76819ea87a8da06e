namespace Symmetry.Chaos.Faults;

/// <summary>The sweep is cancelled when few trials are missing, and resumed.</summary>
internal sealed class CancelAtEnd : IFault
{
    private const int Missing = 8;

    public string Name => "CancelAtEnd";

    public bool Cancels => true;

    public async Task StrikeAsync(FaultTarget target, int silo, CancellationToken stop)
    {
        await target.WaitForResultsAsync(target.Sweep.Trials - Missing, stop);
        await target.Client.CancelAsync(target.Sweep, stop);
        await Task.Delay(FaultTarget.Short, stop);
        await target.Client.ResumeAsync(target.Sweep, stop);
    }
}
