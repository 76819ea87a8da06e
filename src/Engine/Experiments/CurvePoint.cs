namespace Symmetry.Engine.Experiments;

/// <summary>The state of a training after some epochs.</summary>
/// <param name="Epochs">Passes over the training rows so far; 0 is the untrained network.</param>
/// <param name="TrainLoss">The mean loss over the training rows, without penalty.</param>
/// <param name="Original">The accuracy on the test images.</param>
/// <param name="Inverted">The accuracy on the inverted test images; with a group, on images that are each under one g ≠ e.</param>
public readonly record struct CurvePoint(int Epochs, double TrainLoss, double Original, double Inverted);
