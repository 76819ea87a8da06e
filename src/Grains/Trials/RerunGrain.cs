using Orleans.Concurrency;
using Orleans.Placement;

namespace Symmetry.Grains.Trials;

/// <summary>Runs one trial again, on the silo that the caller's placement hint names, and stores nothing.</summary>
[KeepAlive]
[RandomPlacement]
[Reentrant]
internal sealed class RerunGrain(TrialRunner runner) : Grain, IRerunGrain
{
    private Task<TrialRow>? running;

    public async Task<TrialRow> RunAsync()
    {
        try
        {
            return await (running ??= runner.RunAsync(this.GetPrimaryKeyString(), CancellationToken.None));
        }
        finally
        {
            DeactivateOnIdle();
        }
    }
}
