namespace Symmetry.Engine.Experiments.Mlp;

/// <summary>Marks for the test images of one trial, while they are classified.</summary>
/// <param name="count">The number of test images.</param>
internal sealed class OutcomeMarks(int count)
{
    /// <summary>For each test image, whether it is classified correctly as it is.</summary>
    public bool[] Original { get; } = new bool[count];

    /// <summary>For each test image, whether it is classified correctly when it is transformed.</summary>
    public bool[] Transformed { get; } = new bool[count];

    /// <summary>The outcomes.</summary>
    public TestOutcomes Pack() => TestOutcomes.Pack(Original, Transformed);
}
