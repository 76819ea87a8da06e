namespace Symmetry.Engine.Mlp;

/// <summary>The training state of one array of weights or biases, in plain scalar C#; see <see cref="Reference"/>.</summary>
internal sealed class ReferenceParameters(int count)
{
    private readonly float[] gradient = new float[count];
    private readonly float[] first = new float[count];
    private readonly float[] second = new float[count];

    /// <summary>G ← fma(decay, w, keep·G); without decay (<c>null</c>) keep·G, and +0 if keep is 0 too.</summary>
    public void Begin(ReadOnlySpan<float> values, float keep, float? decay)
    {
        for (var i = 0; i < gradient.Length; i++)
        {
            gradient[i] = decay is { } part ? MathF.FusedMultiplyAdd(part, values[i], keep * gradient[i])
                : keep != 0 ? keep * gradient[i]
                : 0;
        }
    }

    /// <summary>G_ji ← fma(δ_j, x_i, G_ji).</summary>
    public void Accumulate(ReadOnlySpan<float> delta, ReadOnlySpan<float> x)
    {
        for (var j = 0; j < delta.Length; j++)
        {
            for (var i = 0; i < x.Length; i++)
            {
                ref var g = ref gradient[(j * x.Length) + i];
                g = MathF.FusedMultiplyAdd(delta[j], x[i], g);
            }
        }
    }

    /// <summary>One step of the optimizer.</summary>
    public void Update(Span<float> values, Protocol protocol, AdamSchedule adam)
    {
        for (var i = 0; i < gradient.Length; i++)
        {
            var g = gradient[i];
            switch (protocol.Optimizer)
            {
                case OptimizerKind.Sgd:
                    values[i] += g;
                    break;
                case OptimizerKind.Nesterov:
                    first[i] = MathF.FusedMultiplyAdd(protocol.Momentum, first[i], g);
                    values[i] += MathF.FusedMultiplyAdd(protocol.Momentum, first[i], g);
                    break;
                default:
                    first[i] = MathF.FusedMultiplyAdd(AdamSchedule.Beta1, first[i], AdamSchedule.OneMinusBeta1 * g);
                    second[i] = MathF.FusedMultiplyAdd(AdamSchedule.Beta2, second[i], AdamSchedule.OneMinusBeta2 * g * g);
                    var size = MathF.FusedMultiplyAdd(MathF.Sqrt(second[i]), adam.RootScale, AdamSchedule.Epsilon);
                    values[i] = MathF.FusedMultiplyAdd(adam.NegativeRate, first[i] / size, values[i]);
                    break;
            }
        }
    }
}
