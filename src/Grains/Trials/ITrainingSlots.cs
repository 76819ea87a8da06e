namespace Symmetry.Grains.Trials;

/// <summary>What the worker of a silo knows of its training slots.</summary>
internal interface ITrainingSlots
{
    /// <summary>The number of trials that run at once.</summary>
    int Count { get; }

    /// <summary>Cancels all trials. Can be called again.</summary>
    void Stop();
}
