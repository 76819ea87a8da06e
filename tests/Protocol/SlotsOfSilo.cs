using Symmetry.Grains.Trials;

namespace Symmetry.Protocol;

/// <summary>Slots without threads: <see cref="Training"/> takes virtual time instead.</summary>
internal sealed class SlotsOfSilo(int count) : ITrainingSlots
{
    public int Count => count;

    public void Stop()
    {
    }
}
