using Symmetry.Engine.Mlp;

namespace Symmetry.Engine.Experiments;

/// <summary>A trial that was trained once more, and its network.</summary>
/// <param name="Result">What the trial reports.</param>
/// <param name="Network">The network that was tested; null if there was nothing to train on or training did not stay finite.</param>
/// <param name="Tests">What it is tested on.</param>
public sealed record TrainedNetwork(TrialResult Result, Network? Network, TestInputs Tests);
