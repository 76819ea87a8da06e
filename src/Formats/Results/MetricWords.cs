using Symmetry.Engine.Experiments;

namespace Symmetry.Formats.Results;

/// <summary>What the name of a column says about it.</summary>
internal static class MetricWords
{
    private const int MaxName = 64;

    private static readonly HashSet<string> Replicates =
        ["seed", "replicate", "rep", "run", "fold", "trial", "repeat", "repetition", "split", "id", "item", "question", "instance", "sample"];

    private static readonly HashSet<string> Smaller =
    [
        "loss", "error", "errors", "err", "rmse", "mse", "mae", "mape", "nll", "perplexity", "ppl", "cer", "wer", "ter", "ece", "brier", "fid", "kl",
        "time", "seconds", "secs", "sec", "ms", "minutes", "hours", "latency", "duration", "runtime", "cost", "regret", "distance", "memory", "bytes",
    ];

    private static readonly HashSet<string> Larger =
    [
        "accuracy", "acc", "score", "f1", "auc", "auroc", "precision", "recall", "bleu", "rouge", "meteor", "r2", "reward", "return", "em", "map", "ndcg",
        "mrr", "iou", "dice", "psnr", "ssim", "mcc", "kappa", "elo", "throughput", "fitness", "likelihood",
    ];

    /// <summary>Whether a column of this name tells replicates apart: seed, run, fold, ..., also as the last word, as in random_seed.</summary>
    public static bool IsReplicate(string name) => Replicates.Contains(Words(name).LastOrDefault(""));

    /// <summary>Whether the name is that of a metric.</summary>
    public static bool IsMetric(string name) => Words(name).Exists(word => Smaller.Contains(word) || Larger.Contains(word));

    /// <summary>Which values are better: smaller for losses, errors, times and costs, larger for everything else.</summary>
    public static MetricDirection Direction(string name) => Words(name).Exists(Smaller.Contains) ? MetricDirection.Smaller : MetricDirection.Larger;

    /// <summary>The name of a column as that of a setting or a metric: all but ASCII letters and digits, spaces and <c>. _ - + % @</c> becomes _.</summary>
    public static string NameOf(string column)
    {
        var name = string.Concat(column.Select((letter, i) => char.IsAsciiLetterOrDigit(letter) || (i > 0 && " ._%@+-".Contains(letter)) ? letter : '_'));
        return name.Length <= MaxName ? name : name[..MaxName];
    }

    // Words end at what is neither letter nor digit, and before a capital that follows a small letter: train_loss, trainLoss.
    private static List<string> Words(string name)
    {
        var words = new List<string>();
        var from = 0;
        for (var i = 0; i <= name.Length; i++)
        {
            var isBreak = i == name.Length || !char.IsAsciiLetterOrDigit(name[i]);
            if (isBreak || (i > from && char.IsAsciiLetterUpper(name[i]) && char.IsAsciiLetterLower(name[i - 1])))
            {
                if (i > from)
                {
                    words.Add(name[from..i].ToLowerInvariant());
                }

                from = isBreak ? i + 1 : i;
            }
        }

        return words;
    }
}
