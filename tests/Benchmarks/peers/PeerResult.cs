namespace Symmetry.Benchmarks;

/// <summary>What a peer prints after one training.</summary>
/// <param name="Program">Its name and version.</param>
/// <param name="Seconds">Processor time of training one network.</param>
/// <param name="Accuracy">The share of the test images that it classifies correctly.</param>
internal sealed record PeerResult(string Program, double Seconds, double Accuracy);
