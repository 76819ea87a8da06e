using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Symmetry.Engine.Experiments;

/// <summary>Trials that train nothing: their results are read off a hash of the specification, to measure and test the distribution.</summary>
internal sealed class NoopExperiment : IExperiment
{
    private const int Images = 1800;
    public string Name => "noop";
    public string Summary => "nothing: for measuring the distribution";

    public IReadOnlyList<Setting> Settings { get; } =
    [
        SettingFactory<NoopSettings>.Whole("label", "a number that tells cells apart", 0, 1_000_000, s => s.Label, (s, v) => s with { Label = v }),
        SettingFactory<NoopSettings>.Whole(
            "milliseconds", "how long a trial waits, without using a processor", 0, 60_000, s => s.Milliseconds, (s, v) => s with { Milliseconds = v }),
    ];

    public TrialSettings Defaults { get; } = new NoopSettings();
    public IReadOnlyList<Metric> MetricsOf(TrialSettings settings) => Classification.Metrics;

    public TrialResult Run(TrialSpec spec, TrialResources resources, CancellationToken stop)
    {
        if (((NoopSettings)spec.Settings).Milliseconds is > 0 and var milliseconds)
        {
            stop.WaitHandle.WaitOne(milliseconds);
        }

        stop.ThrowIfCancellationRequested();
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(spec.Canonical), hash);
        return Classification.Completed(
            BinaryPrimitives.ReadUInt16LittleEndian(hash) % (Images + 1),
            BinaryPrimitives.ReadUInt16LittleEndian(hash[2..]) % (Images + 1),
            Images,
            BinaryPrimitives.ReadUInt16LittleEndian(hash[4..]) / 65536.0);
    }
}
