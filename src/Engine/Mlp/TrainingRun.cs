namespace Symmetry.Engine.Mlp;

/// <summary>One of the trainings that run together: see <see cref="Training.RunTogether"/>.</summary>
/// <param name="Network">The network, which is trained in place.</param>
/// <param name="Protocol">How to train it.</param>
/// <param name="After">Called after every epoch; null for no callback.</param>
/// <param name="Stop">Cancels this training and no other: its network is then one of an unfinished training.</param>
internal sealed record TrainingRun(Network Network, Protocol Protocol, EpochCallback? After, CancellationToken Stop);
