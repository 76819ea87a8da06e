using Symmetry.Engine.Data;
using Symmetry.Engine.Features;
using Symmetry.Engine.Groups;
using Symmetry.Engine.Mlp;
using Symmetry.Engine.Numerics;
using Symmetry.Engine.Settings;

namespace Symmetry.Engine.Ways;

/// <summary>The training images and, where a way trains on them, their transformed copies: a row each.</summary>
/// <remarks>Row i·c + g is g times the i-th training image, c being |G| or, for the ways that train on X alone, 1.</remarks>
internal sealed class OrbitRows
{
    private readonly TrialSettings settings;
    private readonly StreamIndices draws;
    private readonly int[] train;
    private readonly int images;

    /// <summary>Computes the rows.</summary>
    public OrbitRows(TrialSettings settings, StreamIndices draws, SymmetryGroup group, NetworkInputs inputs, ImageSet images, ReadOnlySpan<int> train)
    {
        this.settings = settings;
        this.draws = draws;
        this.train = train.ToArray();
        this.images = images.Count;
        Copies = settings.Symmetry is SymmetryWay.Augment or SymmetryWay.Sample or SymmetryWay.Fresh or SymmetryWay.Share ? group.Order : 1;
        Matrix = new FeatureMatrix(train.Length * Copies, inputs.Count);
        Labels = new byte[train.Length * Copies];
        Span<float> seen = new float[inputs.Count];
        for (var i = 0; i < train.Length; i++)
        {
            inputs.WriteTrained(images.Image(train[i]), seen);
            for (var g = 0; g < Copies; g++)
            {
                var row = (i * Copies) + g;
                Labels[row] = images.Labels[train[i]];
                if (Copies == 1)
                {
                    seen.CopyTo(Matrix.Writable(row));
                }
                else
                {
                    group.Apply(g, seen, Matrix.Writable(row));
                }
            }
        }
    }

    /// <summary>Rows an image.</summary>
    public int Copies { get; }

    /// <summary>The rows.</summary>
    public FeatureMatrix Matrix { get; }

    /// <summary>The class of each row.</summary>
    public byte[] Labels { get; }

    /// <summary>X itself.</summary>
    public int[] Originals => [.. Enumerable.Range(0, train.Length).Select(i => i * Copies)];

    /// <summary>The rows of an epoch; only for fresh augmentation do they change with it.</summary>
    public int[] Of(int epoch) => settings.Symmetry switch
    {
        SymmetryWay.Augment => [.. Enumerable.Range(0, Matrix.Rows)],
        SymmetryWay.Sample => Sample(),
        SymmetryWay.Fresh => Fresh(epoch),
        _ => Originals,
    };

    // Whether (image, g) is kept depends on the image and g alone, not on the split (eq. 17).
    private int[] Sample()
    {
        var words = new uint[images * Copies];
        draws.Stream(Purpose.Orbit).Fill(words);
        var bound = settings.Mu * 4294967296.0;
        return [.. Enumerable.Range(0, Matrix.Rows).Where(row => words[(train[row / Copies] * Copies) + (row % Copies)] < bound)];
    }

    // Part 0 is the sample, part 1 the transformed test images.
    private int[] Fresh(int epoch)
    {
        var stream = draws.Stream(Purpose.Orbit, 2 + (uint)epoch);
        var drawn = new int[images];
        for (var image = 0; image < images; image++)
        {
            drawn[image] = (int)stream.Below((uint)Copies);
        }

        return [.. train.Select((image, i) => (i * Copies) + drawn[image])];
    }
}
