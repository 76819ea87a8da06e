namespace Symmetry.Protocol;

/// <summary>A trial grain on the calling silo.</summary>
internal sealed class SimulatedTrial(Training training, string sweep, long trial) : ITrialGrain
{
    public async Task<TrialRow> RunAsync() => await training.RunAsync(sweep, trial);

    public Task StopAsync()
    {
        training.Stop(sweep, trial);
        return Task.CompletedTask;
    }
}
